// A marked term opens its definition beside the text; without this, or where popovers are unknown, it is a link to the term's page.
// <a class="term" data-term="12"> and <aside id="term-12" hidden> with a button [data-term-close].
const known = "popover" in HTMLElement.prototype;

function open(event) {
  const link = event.target.closest?.("a[data-term]");
  const note = link && document.getElementById(`term-${link.dataset.term}`);
  if (!known || !note || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  note.popover = "auto";
  note.hidden = false;
  link.focus();
  note.showPopover();
}

document.addEventListener("click", open);
document.addEventListener("click", (event) => {
  event.target.closest?.("[data-term-close]")?.closest("[popover]")?.hidePopover();
});
