"""The register's own pages: general and mobile-specific requirements apart, and the checklist for a tender."""

from collections.abc import Iterable

from cookbook.requirements.queries import Listed, register_of
from cookbook.requirements.views import RegisterPage, RequirementRow
from cookbook.requirements.vocabulary import LEVELS, SCOPE_TITLES, SCOPES
from ideabank.entries.kind import Kind
from ideabank.errors import NotFound
from ideabank.exchange import tables
from ideabank.exchange.tables import to_csv, to_xlsx
from ideabank.i18n import Words
from ideabank.i18n.slides import slides
from ideabank.reading.lists import groups_of, list_page, selected
from ideabank.reading.trail import told
from ideabank.visit.cards import label, reference
from ideabank.visit.visit import Visit
from ideabank.web.pages import PlainResponse, Response, show
from ideabank.web.parts import Go, Text

MEDIA = {**tables.MEDIA, "md": "text/markdown; charset=utf-8"}
COLUMNS = (
    Words("Tunnus", "Kod", "Code"),
    Words("Laajuus", "Omfattning", "Scope"),
    Words("Sitovuus", "Bindande", "How binding"),
    Words("Vaatimus", "Krav", "Requirement"),
    Words("Miksi", "Varför", "Why"),
    Words("Miten tarkistetaan", "Så kontrolleras det", "How it is checked"),
    Words("Käyttötapaukset", "Användningsfall", "Use cases"),
    Words("Keittokirjan ohjeet", "Kokboksrecept", "Recipes"),
    Words("Lähde", "Källa", "Source"),
    Words("Tarjoajan vastaus", "Anbudsgivarens svar", "Bidder's answer"),
    Words("Näyttö", "Bevis", "Evidence"),
)
WIDTHS = (9, 16, 14, 60, 45, 45, 40, 40, 14, 30, 30)
_TITLE = Words("Vaatimusten tarkistuslista", "Checklista över krav", "Checklist of requirements")


def register(visit: Visit, kind: Kind) -> Response:
    """All requirements the address asks for, general and mobile-specific apart."""
    common, selection = list_page(visit, kind), selected(visit, kind, groups_of(visit, kind))
    listed, trail = register_of(visit.session, selection), told(visit, selection)
    rows = {scope: tuple(_row(visit, one, trail) for one in listed if one.scope == scope) for scope in SCOPES}
    here = {name: value for name, value in visit.query_params.items() if name not in ("after", "sort")}
    page = RegisterPage(
        **common.values(),
        parts=tuple((scope, SCOPE_TITLES[scope][visit.lang], rows[scope]) for scope in SCOPES if rows[scope]),
        exports=tuple(
            Go(name, visit.to("requirements:export", format=ending, **here))
            for ending, name in (("xlsx", "Excel"), ("csv", "CSV"), ("md", "Markdown"))
        ),
    )
    return show(visit, page)


def export(visit: Visit, kind: Kind) -> Response:
    """The same requirements as a checklist: /fi/requirements/export/xlsx?scope=mobile"""
    ending = str(visit.path_params["format"])
    if ending not in MEDIA:
        raise NotFound("There is nothing at this address.")
    listed, lang = _listed(visit, kind), visit.lang
    table = [[words[lang] for words in COLUMNS], *(_cells(one, lang) for one in listed)]
    body: str | bytes = to_markdown(listed, lang)
    if ending != "md":
        body = to_csv(table) if ending == "csv" else to_xlsx(table, WIDTHS, _TITLE[lang])
    headers = {"Content-Disposition": f'attachment; filename="requirements-{lang}.{ending}"'}
    return PlainResponse(body, media_type=MEDIA[ending], headers=headers)


def _listed(visit: Visit, kind: Kind) -> list[Listed]:
    groups = groups_of(visit, kind)
    return register_of(visit.session, selected(visit, kind, groups))


def _row(visit: Visit, one: Listed, trail: str) -> RequirementRow:
    return RequirementRow(
        visit.to("requirements:show", ref=reference(one.id, one.slug), list=trail),
        one.code,
        Text(one.title, one.language),
        Text(one.summary, one.language),
        label(LEVELS, one.level, visit.lang),
        len(one.needs),
        len(one.recipes),
    )


def _cells(one: Listed, lang: str) -> list[str]:
    return [
        one.code,
        SCOPES[one.scope][lang],
        LEVELS[one.level][lang],
        f"{one.title}. {one.summary}",
        one.fields.get("why", ""),
        one.fields.get("check", ""),
        "\n".join(f"{code} {title}" for _, code, title in one.needs),
        "\n".join(f"{code} {title}" for _, code, title in one.recipes),
        slides(one.slides, lang) if one.slides else "",
        "",
        "",
    ]


def to_markdown(listed: Iterable[Listed], lang: str) -> str:
    """A box to tick for each requirement, under the two headings."""
    lines = [f"# {_TITLE[lang]}"]
    for scope in SCOPES:
        here = [one for one in listed if one.scope == scope]
        if here:
            lines += ["", f"## {SCOPE_TITLES[scope][lang]}", ""]
        for one in here:
            lines.append(f"- [ ] **{one.code}** {one.title} ({LEVELS[one.level][lang].lower()}): {one.summary}")
            for words, text in ((COLUMNS[4], one.fields.get("why", "")), (COLUMNS[5], one.fields.get("check", ""))):
                if text:
                    lines.append(f"  - {words[lang]}: {' '.join(text.split())}")
    return "\n".join(lines) + "\n"
