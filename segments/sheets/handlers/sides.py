"""Handlers for forks: making one, seeing two sheets side by side, and taking note that the origin has moved on."""

from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry
from ideabank.entries.revisions import details as details_of
from ideabank.errors import Forbidden, NotFound, SignInNeeded
from ideabank.i18n import LANGUAGES, N_, Words
from ideabank.pieces.desk import structure_desk
from ideabank.visit import rules
from ideabank.visit.belonging import entry_named
from ideabank.visit.cards import card, entry_url, sub_url
from ideabank.visit.fields import words_of
from ideabank.visit.found import Found, read_entry
from ideabank.visit.views import Card, Field, SmallFormPage
from ideabank.visit.visit import Visit
from ideabank.web.deeds import deed
from ideabank.web.forms import Form
from ideabank.web.pages import Response, see_other, show
from ideabank.web.parts import Choice, Text
from ideabank.web.request import whole
from segments.sheets import changing
from segments.sheets.comparing import Pair, cell_words, moved, pairs
from segments.sheets.queries import card_row, origin_of, segments_by_name
from segments.sheets.reading import stored
from segments.sheets.schema import Type, type_of
from segments.sheets.sheet import Column, Sheet, in_language
from segments.sheets.views.sheet import PairView, Side, SidesPage

_NAME = Words("Nimi", "Namn", "Name")
_STAGE = Words("Vaihe", "Skede", "Stage")


@deed(N_("Make the fork"))
def fork(visit: Visit, kind: Kind) -> Response:
    """Asks for whom the fork is, and makes it."""
    it = read_entry(visit, kind)
    if not visit.viewer.is_signed_in:
        raise SignInNeeded("Sign in to edit.")
    if not rules.may_tell(visit.viewer, kind):
        raise Forbidden("Designers, project teams and coordinators make forks.")
    form = Form.read(visit, ("title", "segment", "links"))
    if visit.method != "POST":
        form = Form.of({"title": "", "segment": visit.arg("segment"), "links": "yes"})
        return show(visit, _fork_page(visit, it, form))
    title = words_of(visit, form, "title")
    if not title:
        form.refuse("title", visit.translator("Tell in a few words what this is about."))
    if title.casefold() == it.original.title.casefold():
        form.refuse("title", visit.translator("Give the fork a title of its own, so that the two can be told apart."))
    if len(title) > 120:
        form.refuse("title", visit.translator("Shorten this to at most %(limit)d characters; it now has %(length)d.") % {"limit": 120, "length": len(title)})  # fmt: skip
    wanted = form.value("segment")
    segment = entry_named(visit.session, wanted, viewer=visit.viewer, kind="segment") if wanted else None
    if wanted and (segment is None or not segment.is_public):
        form.refuse("segment", visit.translator("Choose one of the options in the list."))
    if not form.is_valid:
        return show(visit, _fork_page(visit, it, form), status=422)
    made = changing.fork(
        visit.session,
        it.entry,
        title=title,
        language=it.entry.language,
        by=visit.viewer,
        segment=segment,
        with_links=form.value("links") == "yes",
    )
    return see_other(entry_url(visit, kind, made.id), said="forked")


def _fork_page(visit: Visit, it: Found, form: Form) -> SmallFormPage:
    _ = visit.translator
    fields = [
        Field(name="title", label=_("Title of the fork"), required=True, limit=120),
        Field(name="segment", label=_("For which group"), widget="select", choices=_segments(visit)),
    ]
    if it.kind.code == "path":
        keep = (Choice("yes", _("Yes, as suggestions")), Choice("no", _("No")))
        label = _("Take the steps' links to needs and solutions along?")
        fields.append(Field(name="links", label=label, widget="radios", choices=keep))
    return SmallFormPage(
        title=_("Fork for another group"),
        kind=it.entry.kind,
        entry_title=Text(it.text.title, it.language),
        back=sub_url(visit, it.entry, "show"),
        action=sub_url(visit, it.entry, "fork:create"),
        form=form,
        fields=tuple(fields),
        intro=_("You get a copy to change. It knows where it comes from, and shows when the original moves on."),
        button=_("Make the fork"),
    )


def _segments(visit: Visit) -> tuple[Choice, ...]:
    return tuple(Choice(str(row.id), row.title) for row in segments_by_name(visit.session, visit.lang))


def sides(visit: Visit, kind: Kind) -> Response:
    """Two sheets of one type, step by step, with what differs marked."""
    it = read_entry(visit, kind)
    number = whole(visit.arg("with")) or origin_of(visit.session, it.entry)
    other = entry_named(visit.session, number, viewer=visit.viewer, kind=kind.code)
    if other is None:
        raise NotFound("There is nothing to compare with. Choose another.")
    details, theirs = details_of(visit.session, it.entry), details_of(visit.session, other)
    sheet_type = type_of(details)
    if type_of(theirs) is not sheet_type:
        raise NotFound("There is nothing to compare with. Choose another.")
    left, right = stored(theirs.get("sheet"), sheet_type), stored(details.get("sheet"), sheet_type)
    found = pairs(left, right, sheet_type)
    only = visit.arg("only") == "changed"
    views = tuple(_pair(visit, it.language, pair, sheet_type, (left, right)) for pair in found)
    here = {"with": str(other.id)} if visit.arg("with") else {}
    page = SidesPage(
        title=visit.translator("Side by side"),
        kind=kind.code,
        left=_card(visit, other),
        right=_card(visit, it.entry),
        pairs=tuple(view for view in views if view.differs or not only),
        changed=sum(view.differs for view in views),
        moved=moved(left, right),
        all=sub_url(visit, it.entry, "sides", **here, **({} if only else {"only": "changed"})),
        only_changed=only,
        back=sub_url(visit, it.entry, "show"),
    )
    return show(visit, page)


def _card(visit: Visit, entry: Entry) -> Card:
    return card(visit, visit.bank, card_row(visit.session, entry, visit.lang))


def _pair(visit: Visit, language: str, pair: Pair, kind: Type, both: tuple[Sheet, Sheet]) -> PairView:
    lang = visit.lang
    sheets = ((both[0], pair.left), (both[1], pair.right))
    shown = pair.right or pair.left
    name = Text(in_language(shown.name, language) if shown else pair.key, language)
    rows = [_side(_STAGE[lang], "stage", pair, [_stage(sheet, column) for sheet, column in sheets], language)]
    rows.append(_side(_NAME[lang], "name", pair, [column.name if column else {} for _, column in sheets], language))
    for lane in kind.lanes:
        told = [
            {code: cell_words(lane, column.cells.get(lane.code), code) if column else "" for code in LANGUAGES}
            for _, column in sheets
        ]
        rows.append(_side(lane.words[lang], lane.code, pair, told, language))
    only = "" if pair.left and pair.right else ("right" if pair.right else "left")
    return PairView(name, pair.differs, only, tuple(row for row in rows if row.left or row.right))


def _stage(sheet: Sheet, column: Column | None) -> dict[str, str]:
    stage = sheet.stage(column.stage) if column else None
    return stage.name if stage else {}


def _side(label: str, code: str, pair: Pair, told: list[dict[str, str]], language: str) -> Side:
    """In the reader's language; where only another language differs, in that."""
    differs = code in pair.changed
    order: tuple[str, ...] = (language, *LANGUAGES)
    if differs:
        order = tuple(sorted(order, key=lambda one: told[0].get(one, "") == told[1].get(one, "")))
    chosen = next((one for one in order if told[0].get(one) or told[1].get(one)), language)
    return Side(label, Text(told[0].get(chosen, ""), chosen), Text(told[1].get(chosen, ""), chosen), differs)


def note_origin(visit: Visit, kind: Kind) -> Response:
    """Somebody has looked at what changed in the origin: the fork is up to date with it again."""
    at = structure_desk(visit, kind)
    origin = entry_named(visit.session, origin_of(visit.session, at.entry), viewer=visit.viewer)
    if origin is None:
        raise NotFound("There is nothing to compare with. Choose another.")
    changing.save(visit.session, at.entry, at.value, by=visit.viewer, origin_revision=origin.revision)
    return see_other(at.back("sheet"), said="origin-noted")
