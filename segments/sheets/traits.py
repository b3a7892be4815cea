"""The scales of a persona: where the group it belongs to stands, by the factors of that segment."""

from collections.abc import Mapping

from ideabank.i18n import Words
from ideabank.linking.views import LinkRow, Links
from ideabank.visit.visit import Visit
from segments.models import Segment
from segments.sheets.views.sheet import Trait, Traits
from segments.vocabulary import ABILITIES, NEEDS, SUPPORTS

FACTORS: tuple[tuple[str, Words, Mapping[str, Words], bool], ...] = (
    ("ability", Words("Asiointi verkossa", "Ärenden på nätet", "Ability to use the web"), ABILITIES, True),
    ("support", Words("Tuki ympärillä", "Stöd runt omkring", "Support around"), SUPPORTS, True),
    ("need", Words("Palvelutarve", "Servicebehov", "Service need"), NEEDS, False),
)


def traits_of(visit: Visit, links: Links) -> Traits | None:
    """From the first segment the persona is linked to; None without one, or while nothing is known of it."""
    row = next((row for group in links.groups for row in group.rows if row.other.kind == "segment"), None)
    segment = visit.session.get(Segment, row.other_id) if row is not None else None
    return _told(row, segment, visit.lang) if row is not None and segment is not None else None


def _told(row: LinkRow, segment: Segment, lang: str) -> Traits | None:
    found = []
    for name, words, values, is_falling in FACTORS:
        codes = list(values)
        if (value := getattr(segment, name)) not in values:
            continue
        codes = codes[::-1] if is_falling else codes
        share = codes.index(value) / (len(codes) - 1)
        ends = (values[codes[0]][lang], values[codes[-1]][lang])
        found.append(Trait(words[lang], values[value][lang], round(6 + 88 * share), ends))
    return Traits(row.other, tuple(found)) if found else None
