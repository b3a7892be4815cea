// Tells when a request made by htmx failed, in the words of the page that came. Nothing is swapped then, so typed words stay.
// Also speaks the result of a swap ("12 supporters") through the page's one live region.
const words = document.getElementById("alert-words")?.dataset ?? {};
const sentences = { 403: words.refused, 429: words.limit, 503: words.busy };

// The server's page says why, in the reader's language: better than what we could guess from a number.
function reason(xhr) {
  const page = new DOMParser().parseFromString(xhr.responseText ?? "", "text/html");
  const told = [".page-head h1", ".page-head .lede"].map((one) => page.querySelector(one)?.textContent.trim());
  return told[0] ? `${told.filter(Boolean).join(". ")} ${words.still}` : (sentences[xhr.status] ?? words.failed);
}

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

// Two people at once: the form comes back with both texts, and takes its own place as one with a mistake does.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const form = detail.requestConfig.elt.closest("form[id]");
  if (detail.xhr.status !== 409 || !form || !detail.serverResponse.includes(`id="${form.id}"`)) return;
  detail.shouldSwap = true;
  detail.isError = false;
});
document.addEventListener("htmx:responseError", (event) => show(reason(event.detail.xhr)));
document.addEventListener("htmx:sendError", () => show(words.network));
document.addEventListener("htmx:timeout", () => show(words.network));
// What was just done is told where the reader is: not every browser gives the focus by itself.
const strip = document.getElementById("strip");
if (strip?.matches("[autofocus]")) strip.focus();
else if (strip) setTimeout(() => { document.getElementById("live").textContent = document.getElementById("strip-words").textContent; }, 200);
document.addEventListener("htmx:afterSwap", (event) => {
  const id = event.detail.target?.id;
  const spoken = id && document.getElementById(id)?.dataset.announce;
  if (spoken) document.getElementById("live").textContent = spoken;
});
