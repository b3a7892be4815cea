// Tells when a request made by htmx failed. Nothing is swapped then, so typed words stay where they are.
// Also speaks the result of a swap ("12 supporters") through the page's one live region.
const words = document.getElementById("alert-words")?.dataset ?? {};
const sentences = { 403: words.refused, 429: words.limit, 503: words.busy };

function show(sentence) {
  document.querySelector(".alert")?.remove();
  const box = document.createElement("div");
  box.className = "alert";
  box.setAttribute("role", "alert");
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = words.close;
  close.addEventListener("click", () => box.remove());
  const text = document.createElement("span");
  box.append(text, close);
  document.body.append(box);
  text.textContent = sentence; // after the box stands, so that it is announced
}

document.addEventListener("htmx:responseError", (event) => show(sentences[event.detail.xhr.status] ?? words.failed));
document.addEventListener("htmx:sendError", () => show(words.network));
document.addEventListener("htmx:timeout", () => show(words.network));
document.addEventListener("htmx:afterSwap", (event) => {
  const id = event.detail.target?.id;
  const spoken = id && document.getElementById(id)?.dataset.announce;
  if (spoken) document.getElementById("live").textContent = spoken;
});
