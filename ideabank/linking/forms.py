"""Reading what a link form claims, and filling the form from a link."""

from ideabank.entries import links
from ideabank.entries.content import check_words, tidy
from ideabank.entries.models import Link
from ideabank.entries.vocabulary import BASES, FITS
from ideabank.visit.cards import chosen_text
from ideabank.visit.fields import language_in, show_problems
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form
from ideabank.web.request import whole


def claim_of(visit: Visit, form: Form, *, before: Link | None = None) -> links.Claim:
    """The claim in the form; a claim of any fit but "unknown" tells its grounds."""
    evidence = tidy(form.value("evidence"))
    _ = visit.translator
    if form.value("fit") not in FITS:
        form.refuse("fit", _("Choose how well it answers."))
    if form.value("basis") not in BASES:
        form.refuse("basis", _("Choose what this is based on."))
    slides = slides_of(visit, form)
    if not evidence and form.value("fit") != "unknown":
        form.refuse("evidence", _("Tell on what grounds, in a sentence."))
    show_problems(visit, form, tuple(check_words({"evidence": evidence})))
    language = language_in(visit, form)
    told = dict(before.evidence) if before else {}
    unchanged = before is not None and told.get(language, "") == evidence
    texts = told if unchanged else {language: evidence} if evidence else {}
    return links.Claim(form.value("fit"), form.value("basis"), texts, slides)


def slides_of(visit: Visit, form: Form) -> tuple[int, ...]:
    """Slide numbers of the pre-study, typed as "74, 78"."""
    words = form.value("slides").replace(",", " ").split()
    if not all(whole(word) in range(1, 200) for word in words):
        form.refuse("slides", visit.translator("Write slide numbers such as 74, 78, or leave this empty."))
        return ()
    return tuple(sorted({whole(word) for word in words}))


def form_of(visit: Visit, link: Link) -> Form:
    evidence = chosen_text(link.evidence, visit.lang)
    return Form.of(
        {
            "fit": link.fit,
            "basis": link.basis,
            "evidence": evidence.value,
            "language": evidence.lang,
            "slides": ", ".join(str(slide) for slide in link.slides),
            "based_on": str(link.revision),
        }
    )


def labels_of(visit: Visit, *, relations: bool, place: str, fits: bool) -> dict[str, str]:
    """The names of the fields on the page, for telling what is wrong where."""
    _ = visit.translator
    asked = {"relation": _("How they belong together")} if relations else {}
    asked |= {"anchor": place} if place else {}
    asked |= {"fit": _("How well it answers")} if fits else {}
    return {
        **asked,
        "basis": _("What you base it on"),
        "evidence": _("Evidence"),
        "slides": _("Slides of the pre-study"),
    }
