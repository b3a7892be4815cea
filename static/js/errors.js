// Gives the error summary focus when a page (or a swapped part) comes with one, and leads from it into the field.
function focusSummary(root) {
  root.querySelector(".error-summary")?.focus();
}

document.addEventListener("htmx:afterSettle", (event) => {
  const id = event.detail.target?.id;
  focusSummary((id && document.getElementById(id)) || document);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".error-summary a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  (field.matches("fieldset") ? field.querySelector("input") : field)?.focus();
  field.scrollIntoView({ block: "center" });
});
focusSummary(document);
