// Shows "copy link" where the browser can copy, and says when it has.
function reveal() {
  if (!navigator.clipboard) return;
  for (const link of document.querySelectorAll("[data-copy-link]")) link.hidden = false;
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("[data-copy-link]");
  if (!link) return;
  event.preventDefault();
  await navigator.clipboard.writeText(link.href);
  document.getElementById("live").textContent = link.dataset.copied ?? "";
  link.querySelector("span").textContent = link.dataset.copied ?? link.textContent;
});
document.addEventListener("htmx:afterSettle", reveal);
reveal();
