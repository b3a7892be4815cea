// Shows "copy" where the browser can, and says when it has; on a phone "share" opens the phone's own sheet instead of our page.
const sheet = navigator.share && matchMedia("(pointer: coarse)").matches;

function reveal() {
  if (!navigator.clipboard) return;
  for (const link of document.querySelectorAll("[data-copy-link]")) link.hidden = false;
}

document.addEventListener("click", async (event) => {
  const way = sheet && event.target.closest?.("[data-share]");
  if (way) {
    event.preventDefault();
    return navigator.share({ title: document.title, url: new URL(way.dataset.share, location) }).catch(() => {});
  }
  const link = event.target.closest?.("[data-copy-link]");
  if (!link) return;
  event.preventDefault();
  await navigator.clipboard.writeText(link.href);
  document.getElementById("live").textContent = link.dataset.copied ?? "";
  link.querySelector("span").textContent = link.dataset.copied ?? link.textContent;
});
document.addEventListener("htmx:afterSettle", reveal);
reveal();
