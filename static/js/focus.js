// A part that is swapped takes the focused button with it. Focus then goes to the same button in the new part, else to
// what is new there (a comment), to what the part names (data-focus-back), else to the nearest part around it; a keyboard never falls back to the top of the page.
// What was unfolded stays so.
let way = [];
let known = new Set();
let unfolded = [];

document.addEventListener("htmx:beforeRequest", () => {
  way = [];
  for (let one = document.activeElement; one; one = one.parentElement) if (one.id) way.push(one.id);
});
document.addEventListener("htmx:beforeSwap", (event) => {
  known = new Set([...event.detail.target.querySelectorAll("article[id]")].map((one) => one.id));
  unfolded = [...event.detail.target.querySelectorAll("details[id][open]")].map((one) => one.id);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of unfolded.splice(0)) document.getElementById(id)?.setAttribute("open", "");
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (document.activeElement && document.activeElement !== document.body) return;
  const part = document.getElementById(event.detail.target?.id) ?? document;
  const nearest = document.getElementById(way.find((id) => document.getElementById(id)));
  const fresh = [...part.querySelectorAll("article[id]")].find((one) => !known.has(one.id));
  const same = nearest?.matches("button, a, summary, input");
  const back = nearest?.querySelector("[data-focus-back]");
  const goal = same ? nearest : (fresh ?? back ?? nearest);
  if (goal && !same && goal !== back) goal.tabIndex = -1;
  goal?.focus();
});
