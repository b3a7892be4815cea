// Single keys: "/" goes to the search box, "?" shows which keys there are, "u" undoes what the strip tells of; in the moderators' queue "j"
// and "k" go from report to report and "r" to the reason. Not while one types, and not when they are turned off (WCAG 2.1.4).
const KEPT = "keys";
const page = document.querySelector("a[data-keys]");

function areOff() {
  try {
    return localStorage.getItem(KEPT) === "off";
  } catch {
    return false;
  }
}

function turn(off) {
  try {
    off ? localStorage.setItem(KEPT, "off") : localStorage.removeItem(KEPT);
  } catch {} // a browser that keeps nothing keeps them on
}

function drawSwitch(root) {
  const box = root.querySelector("[data-keys-switch]");
  if (!box) return;
  const button = box.querySelector("button");
  box.hidden = false;
  button.setAttribute("aria-pressed", String(!areOff()));
  button.addEventListener("click", () => {
    turn(!areOff());
    button.setAttribute("aria-pressed", String(!areOff()));
  });
}

async function showKeys() {
  if (document.querySelector("dialog[open]") || document.getElementById("keys")) return;
  const answer = await fetch(page.href);
  const told = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("keys");
  if (!told) return location.assign(page.href);
  const dialog = document.createElement("dialog");
  const close = document.createElement("button");
  const title = told.querySelector("h1");
  dialog.className = "keys-dialog";
  dialog.setAttribute("aria-labelledby", "keys-title");
  const heading = document.createElement("h2");
  heading.id = "keys-title";
  heading.textContent = title.textContent;
  title.closest("header").replaceWith(heading);
  for (const one of told.querySelectorAll("section h2")) {
    const below = document.createElement("h3");
    below.id = one.id;
    below.textContent = one.textContent;
    one.replaceWith(below);
  }
  close.className = "button";
  close.textContent = page.dataset.keys;
  close.autofocus = true;
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.append(close, told);
  drawSwitch(told);
  document.body.append(dialog);
  dialog.showModal();
}

function step(by) {
  const cases = [...document.querySelectorAll("[data-case]")];
  const here = cases.findIndex((one) => one.contains(document.activeElement));
  const next = cases[here < 0 ? (by > 0 ? 0 : cases.length - 1) : here + by];
  next?.focus();
}

const doing = {
  "/": () => document.querySelector("[data-search]"),
  "?": () => page && showKeys(),
  u: () => document.querySelector("#strip form button")?.click(),
  j: () => step(1),
  k: () => step(-1),
  r: () => document.activeElement.closest?.("[data-case]")?.querySelector("textarea"),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey && event.target.matches?.("[data-case] textarea")) {
    event.preventDefault();
    return event.target.form.requestSubmit(event.target.form.querySelector("button"));
  }
  if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in doing) || areOff()) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
  const goal = doing[event.key]();
  if (!goal?.focus) return;
  event.preventDefault();
  goal.focus();
});
if (document.getElementById("keys")) drawSwitch(document);
