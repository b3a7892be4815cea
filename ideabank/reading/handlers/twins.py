"""The .md and .json twins of an entry's page."""

import datetime as dt
import json

from ideabank.entries.kind import Kind
from ideabank.entries.visibility import is_public
from ideabank.errors import NotFound
from ideabank.exchange.documents import Document, document
from ideabank.text.frontmatter import dump
from ideabank.visit.found import find
from ideabank.visit.visit import Visit
from ideabank.web.pages import PlainResponse, Response


def twin(visit: Visit, kind: Kind) -> Response:
    """`/fi/usecases/12-….md` or `.json`; only what everybody may see has twins."""
    ref, _, ending = str(visit.path_params["ref"]).rpartition(".")
    visit.path_params["ref"] = ref
    entry = find(visit, kind)
    if not is_public(entry):
        raise NotFound("There is nothing at this address.")
    data = document(visit.session, entry, public_url=visit.settings.public_url)
    if ending == "json":
        return PlainResponse(json.dumps(data, ensure_ascii=False, indent=2), media_type="application/json")
    return PlainResponse(markdown_of(data, visit.lang, *_more(visit, kind, data)), media_type="text/markdown")


def _more(visit: Visit, kind: Kind, data: Document) -> tuple[str, str]:
    """What stands above the story (a warning that nobody has looked at it in time), and what the kind tells below it."""
    _ = visit.translator
    warning = ""
    if data.get("review_due"):
        day = _.date(dt.date.fromisoformat(data["review_by"]))
        told = _("This should have been looked at again by %(day)s. Check the facts before you rely on it.") % {
            "day": day
        }
        warning = f"> **{_('Past its review date')}** {told}"
    return warning, kind.structure.markdown(data["details"], visit.lang) if kind.structure else ""


def markdown_of(data: Document, lang: str, above: str = "", below: str = "") -> str:
    """Front matter with everything, and below it the story in the reader's language or the original."""
    texts = data["texts"]
    language = lang if lang in texts else data["language"]
    words = texts[language]
    body = words["body"] or texts[data["language"]]["body"]
    meta = {key: value for key, value in data.items() if key != "texts"}
    meta["texts"] = {code: {name: one for name, one in text.items() if name != "body"} for code, text in texts.items()}
    parts = (f"# {words['title']}", above, words["summary"], body, below)
    return dump(meta, "\n\n".join(part for part in parts if part) + "\n")
