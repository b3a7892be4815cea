// Shows "share" where the browser can: a phone opens its own sheet, others copy the address and say when they have.
const sheet = navigator.share && matchMedia("(pointer: coarse)").matches;

function reveal() {
  if (!navigator.clipboard && !sheet) return;
  for (const link of document.querySelectorAll("[data-copy-link]")) link.hidden = false;
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("[data-copy-link]");
  if (!link) return;
  event.preventDefault();
  if (sheet && "share" in link.dataset) return navigator.share({ title: document.title, url: link.href }).catch(() => {});
  await navigator.clipboard.writeText(link.href);
  document.getElementById("live").textContent = link.dataset.copied ?? "";
  link.querySelector("span").textContent = link.dataset.copied ?? link.textContent;
});
document.addEventListener("htmx:afterSettle", reveal);
reveal();
