// Panels of the header close when one presses Escape, clicks elsewhere or opens another. Without this their own button closes them.
const panels = [...document.querySelectorAll("details.pops")];

function close(panel, { focus = false } = {}) {
  panel.open = false;
  if (focus) panel.querySelector("summary").focus();
}

document.addEventListener("click", (event) => {
  for (const panel of panels) if (panel.open && !panel.contains(event.target)) close(panel);
});
document.addEventListener("keydown", (event) => {
  const panel = event.key === "Escape" && panels.find((one) => one.open);
  if (panel) close(panel, { focus: panel.contains(document.activeElement) });
});
