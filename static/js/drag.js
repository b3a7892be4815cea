// Steps are dragged by their heads, findings from cell to cell. Buttons and forms do the same: nothing here is needed.
// <th data-place="address" id="step-…">, <td data-move="…/cells/step/row/move"> with <li> in it.
let dragged = null;

function goalOf(event) {
  const found = event.target.closest?.(dragged?.step ? "th[data-place]" : "td[data-move]");
  return found === dragged?.from ? null : found;
}

function mark(goal) {
  for (const one of document.querySelectorAll(".drop")) one.classList.remove("drop");
  goal?.classList.add("drop");
}

document.addEventListener("dragstart", (event) => {
  const step = event.target.closest?.("th[data-place]");
  const cell = event.target.closest?.("td[data-move]");
  const note = cell && document.elementsFromPoint(event.clientX, event.clientY).find((one) => one.matches(".findings > li") && cell.contains(one));
  dragged = step ? { step, from: step } : note ? { from: cell, words: note.querySelector("[lang]").textContent } : null;
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.words ?? step.textContent.trim());
});
document.addEventListener("dragover", (event) => {
  const goal = dragged && goalOf(event);
  mark(goal);
  if (goal) event.preventDefault();
});
document.addEventListener("dragend", () => {
  mark(null);
  dragged = null;
});
document.addEventListener("drop", (event) => {
  const goal = dragged && goalOf(event);
  if (!goal) return;
  event.preventDefault();
  const { step, from, words } = dragged;
  const values = step ? { before: beforeOf(step, goal) } : { words, to: goal.dataset.move.match(/cells\/([^/]+\/[^/]+)\/move/)[1] };
  const language = new URL(from.querySelector("a")?.href ?? location.href).searchParams.get("in");
  if (language) values.language = language;
  window.htmx.ajax("POST", step ? step.dataset.place : from.dataset.move, { target: "#sheet", select: "#sheet", swap: "outerHTML ignoreTitle:true", values });
});

// Dragged to the left it goes before the step it is dropped on, to the right after it.
function beforeOf(step, goal) {
  const heads = [...goal.parentElement.querySelectorAll("th[data-place]")];
  const place = heads.indexOf(goal);
  const next = heads.indexOf(step) < place ? heads[place + 1] : goal;
  return next?.id.replace("step-", "") ?? "";
}
