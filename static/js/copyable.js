// A button on each block of text that is meant to be copied, where the browser can copy.
function equip() {
  if (!navigator.clipboard) return;
  for (const part of document.querySelectorAll("[data-copyable] pre")) {
    if (part.parentElement.classList.contains("copyable")) continue;
    const words = part.closest("[data-copyable]").dataset;
    const frame = document.createElement("div");
    const button = document.createElement("button");
    frame.className = "copyable";
    button.className = "button";
    button.type = "button";
    button.textContent = words.copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(part.innerText);
      button.textContent = words.copied;
      document.getElementById("live").textContent = words.copied;
    });
    part.replaceWith(frame);
    frame.append(part, button);
  }
}
document.addEventListener("htmx:afterSettle", equip);
equip();
