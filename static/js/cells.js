// The cells of a sheet, written as in a spreadsheet: Tab saves and goes on (Shift+Tab back), Escape leaves, Control+Enter saves, F2 opens
// what the lines rest on. Each cell is a link to its form, so nothing here is needed. <td id="cell-…"> with a link .cell-edit, which htmx
// swaps for a <form data-cell-form>.
const closed = new WeakMap(); // a cell → what stood in it before its form
const opened = new WeakMap(); // a form → what it held when it was opened
let wanted = null; // the cell that is opened when the one before it is saved

const held = (form) => new URLSearchParams(new FormData(form)).toString();
const pen = (cell) => cell?.querySelector("a.cell-edit");
const formIn = (cell) => cell?.querySelector("form[data-cell-form]");

function beside(cell, by) {
  const cells = [...cell.closest(".sheet-scroll").querySelectorAll("td[id^='cell-']")].filter((one) => one.checkVisibility());
  return cells[cells.indexOf(cell) + by];
}

function leave(cell) {
  cell.innerHTML = closed.get(cell);
  window.htmx.process(cell);
  pen(cell)?.focus();
}

function goOn(form, by) {
  const cell = form.closest("td");
  wanted = beside(cell, by)?.id ?? null;
  if (opened.get(form) !== held(form)) return form.requestSubmit();
  leave(cell);
  openWanted();
}

function openWanted() {
  const link = wanted && pen(document.getElementById(wanted));
  wanted = null;
  link?.click();
}

function showEvidence(form) {
  const fold = form.querySelector(".evidence-fold");
  if (!fold) return;
  if (fold.open && fold.contains(document.activeElement)) {
    fold.open = false;
    form.querySelector("textarea").focus();
  } else if (opened.get(form) !== held(form)) {
    form.requestSubmit(fold.querySelector("button[value=lines]"));
  } else {
    fold.open = true;
    (fold.querySelector("select") ?? fold.querySelector("button"))?.focus();
  }
}

function isLast(form, field) {
  const fields = [...form.querySelectorAll(".finding-field > .field :is(textarea, input)")];
  return field.matches("textarea") || field === fields.at(-1);
}

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-cell-form]");
  if (!form || event.isComposing || event.altKey) return;
  const does = {
    Escape: () => leave(form.closest("td")),
    F2: () => showEvidence(form),
    Enter: (event.ctrlKey || event.metaKey) && (() => form.requestSubmit()),
    Tab: event.target.closest(".finding-field > .field") && isLast(form, event.target) && (() => goOn(form, event.shiftKey ? -1 : 1)),
  }[event.key];
  if (!does) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  does();
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { target } = event.detail;
  if (!target.matches?.("td[id^='cell-']")) return;
  if (!formIn(target)) closed.set(target, target.innerHTML);
});
document.addEventListener("htmx:responseError", () => { wanted = null; });
document.addEventListener("htmx:afterSettle", (event) => {
  const cell = document.getElementById(event.detail.target?.id)?.closest("td[id^='cell-']");
  if (!cell) return;
  const form = formIn(cell);
  if (!form) return openWanted();
  wanted = null;
  opened.set(form, form.querySelector(".wrong, .notice, .evidence-fold[open]") ? "" : held(form));
  const edge = cell.getBoundingClientRect().right > window.innerWidth - 400;
  form.classList.toggle("at-edge", edge);
  (form.querySelector(".notice, .wrong textarea, .evidence-fold[open] select") ?? form.querySelector("textarea, input:not([type=hidden])"))?.focus();
});
// Another cell that is pressed while one is written: what was written is saved first.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("td[id^='cell-'] > a.cell-edit");
  const form = link?.closest(".sheet-scroll").querySelector("form[data-cell-form]");
  if (!form) return;
  wanted = link.closest("td").id;
  event.preventDefault();
  event.stopPropagation();
  if (opened.get(form) !== held(form)) return form.requestSubmit();
  leave(form.closest("td"));
  openWanted();
}, true);
document.addEventListener("click", (event) => {
  const close = event.target.closest?.("[data-evidence-close]");
  if (close) close.closest("details").open = false;
});

// The step one jumps to unfolds.
function unfold() {
  const card = document.getElementById(location.hash.slice(1));
  if (card?.matches("details.step-card")) card.open = true;
}
addEventListener("hashchange", unfold);
unfold();
