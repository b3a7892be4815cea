// The button of the filter form says how many it shows: known from the counts while one answer has changed, else it has no number.
for (const form of document.querySelectorAll("[data-filters]")) {
  const button = form.querySelector("[data-show]"), told = button.textContent;
  form.addEventListener("input", () => {
    const changed = [...form.querySelectorAll("input")].filter((one) => (one.type === "radio" ? one.checked && !one.defaultChecked : one.value !== one.defaultValue));
    const count = changed[0]?.closest("label")?.querySelector("b")?.textContent;
    button.textContent = !changed.length ? told : changed.length === 1 && count ? button.dataset.show.replace("{n}", count) : button.dataset.plain;
  });
}
