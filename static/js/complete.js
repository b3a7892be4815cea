// Proposes titles while one types in a search box (ARIA combobox with a list box). Only a help: Enter searches for what was typed,
// unless an arrow key has chosen a title.
// <input data-complete="/fi/search/titles" data-label="…" data-some="Titles found: {n}. …">
const PAUSE = 180;
const SHORTEST = 2;

for (const box of document.querySelectorAll("input[data-complete]")) {
  const list = document.createElement("ul");
  let waiting, asked = 0, chosen = -1, shownFor;
  list.id = `${box.id}-titles`;
  list.className = "titles";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.label);
  box.after(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");

  const close = () => {
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const choose = (number) => {
    const options = list.children;
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = ((number + 1 + options.length + 1) % (options.length + 1)) - 1; // -1 is the box itself
    const option = options[chosen];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
  };

  const open = () => {
    list.hidden = !list.children.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
  };

  const show = (titles) => {
    list.replaceChildren(...titles.map((one, number) => {
      const option = document.createElement("li");
      const kind = document.createElement("small");
      const title = document.createElement("span");
      option.id = `${list.id}-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.url = one.url;
      title.lang = one.lang;
      title.textContent = one.title;
      kind.textContent = one.kind;
      option.append(title, " ", kind);
      return option;
    }));
    chosen = -1;
    box.removeAttribute("aria-activedescendant");
    open();
    if (titles.length) document.getElementById("live").textContent = box.dataset.some.replace("{n}", titles.length);
  };

  const ask = async () => {
    const mine = ++asked;
    const typed = box.value.trim();
    if (typed.length < SHORTEST) return close();
    try {
      const answer = await fetch(`${box.dataset.complete}?${new URLSearchParams({ q: typed })}`);
      const titles = answer.ok ? await answer.json() : [];
      if (mine !== asked || document.activeElement !== box) return;
      show(titles);
      shownFor = typed;
    } catch {
      close(); // without a connection the box still searches
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden && event.key === "ArrowUp") return;
      event.preventDefault();
      if (list.hidden) return void (shownFor === box.value.trim() ? open() : ask());
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(list.children[chosen].dataset.url);
    }
  });
  box.addEventListener("blur", () => {
    clearTimeout(waiting);
    asked++;
    close();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus in the box
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
}
