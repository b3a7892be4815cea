// Keeps a draft on the server while one types. The form works the same without this; its button "save draft" does it too.
// <form data-draft data-draft-url="…" data-saved="Draft saved" data-unsaved="…"> with a <p class="saved" role="status">.
const PAUSE = 2500;
const waiting = new WeakMap();

function changed(event) {
  const form = event.target.closest?.("form[data-draft]");
  if (!form || !event.target.name) return;
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => save(form), PAUSE));
}

async function save(form) {
  const status = form.querySelector(".saved");
  try {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.dataset.draftUrl, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    if (status) status.textContent = form.dataset.saved ?? "";
  } catch {
    if (status) status.textContent = form.dataset.unsaved ?? "";
  }
}

document.addEventListener("input", changed);
document.addEventListener("change", changed);
