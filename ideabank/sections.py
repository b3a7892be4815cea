"""The roof's list of sections: what this bank is made of."""

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path

from cookbook import section as cookbook
from ideabank import places
from ideabank.attachments.happenings import HAPPENINGS as FILES
from ideabank.attachments.reversals import REVERSALS as UNDOING_FILES
from ideabank.discussion.compose import TALK
from ideabank.discussion.reversals import REVERSALS as UNDOING_COMMENTS
from ideabank.entries.bank import Bank, Contradiction
from ideabank.entries.happening import Happening
from ideabank.entries.happenings import HAPPENINGS as ENTRIES
from ideabank.entries.kind import Exchange
from ideabank.entries.reversal import Reversal
from ideabank.entries.reversals import REVERSALS as UNDOING_ENTRIES
from ideabank.finding.register import Source
from ideabank.i18n import N_
from ideabank.linking.compose import LINKS, TAIL
from ideabank.linking.happenings import HAPPENINGS as LINKING
from ideabank.linking.reversals import REVERSALS as UNDOING_LINKS
from ideabank.moderation.happenings import HAPPENINGS as MODERATION
from ideabank.moderation.reversals import REVERSALS as UNDOING_DECISIONS
from ideabank.organisations.face import organisation as organisation_face
from ideabank.organisations.kind import organisation
from ideabank.reading.parts import HISTORY, LIKENESS, SOURCES
from ideabank.support.compose import SUPPORT
from ideabank.support.happenings import HAPPENINGS as STATEMENTS
from ideabank.support.reversals import REVERSALS as UNDOING_SUPPORT
from ideabank.telling.next import NEXT
from ideabank.visit.face import Face
from ideabank.visit.parts import PageParts, Part
from ideabank.visit.section import Section
from ideabank.web.assets import JOINED
from ideabank.web.labels import LABELS
from ideabank.web.notices import SENTENCES, Saying
from ideabank.web.parts import MenuItem
from segments import section as segments
from usecases import section as usecases

_organisations = Section(
    name="organisations",
    kinds=(dataclasses.replace(organisation, exchange=Exchange(content=places.content("usecases") / "organisations")),),
    faces={"organisation": organisation_face},
    menu=(MenuItem("organisation", "organisations:list", N_("Organisations"), is_main=False),),
)
SECTIONS = (usecases, segments, cookbook, _organisations)
# The regions of every entry's page, in the order in which they are read.
PARTS = PageParts((NEXT, SUPPORT, LINKS, TALK, HISTORY, TAIL, LIKENESS, SOURCES))
# What the kernel and the shared rooms record.
HAPPENINGS = (*ENTRIES, *MODERATION, *STATEMENTS, *FILES, *LINKING)
# What undoes it.
REVERSALS = (
    *UNDOING_ENTRIES,
    *UNDOING_DECISIONS,
    *UNDOING_SUPPORT,
    *UNDOING_FILES,
    *UNDOING_LINKS,
    *UNDOING_COMMENTS,
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Whole:
    """What an application is made of, put together from its sections."""

    bank: Bank
    faces: Mapping[str, Face]
    happenings: Mapping[str, Happening]
    reversals: Mapping[str, Reversal]
    parts: PageParts
    notices: Mapping[str, Saying]
    labels: Mapping[str, Mapping[str, str]]
    names: Mapping[str, Source]
    menu: tuple[MenuItem, ...]
    templates: tuple[Path, ...]
    static: tuple[Path, ...]
    messages: tuple[Path, ...]


def whole(sections: Sequence[Section] = SECTIONS) -> Whole:
    """Everything the sections hand in. Raises Contradiction, one sentence that says what does not fit together, and where."""
    return Whole(
        bank=bank(sections),
        faces=faces(sections),
        happenings=happenings(sections),
        reversals=reversals(sections),
        parts=parts(sections),
        notices=notices(sections),
        labels=labels(sections),
        names={kind: source for section in sections for kind, source in section.names.items()},
        menu=tuple(item for section in sections for item in section.menu),
        templates=folders(places.templates(), "templates", sections),
        static=folders(places.static(), "static", sections),
        messages=(places.catalogues(), *_brought("messages", sections)),
    )


def bank(sections: Sequence[Section] = SECTIONS) -> Bank:
    """All kinds and relations. Raises Contradiction."""
    kinds = [kind for section in sections for kind in section.kinds]
    return Bank(kinds, [relation for section in sections for relation in section.relations])


def faces(sections: Sequence[Section] = SECTIONS) -> dict[str, Face]:
    """How each kind is told, read and listed, by its code."""
    found: dict[str, Face] = {}
    known = {kind.code for section in sections for kind in section.kinds}
    regions = {part.name for part in parts(sections)}
    for section in sections:
        codes = {kind.code for kind in section.kinds}
        if unknown := set(section.faces) - codes:
            raise Contradiction(
                f"The section {section.name} has a face for {sorted(unknown)[0]}, which is no kind of its own."
            )
        for code, face in section.faces.items():
            if unknown := {*face.reading.first, *face.reading.without} - regions:
                raise Contradiction(f"The face of {code} names {sorted(unknown)[0]}, which is no part.")
            links, beside = face.reading.links, (one.kind for one in face.listing.beside)
            named = {*face.telling.alike, *links.answers, *links.concerns, *beside}
            if unknown := named - known:
                raise Contradiction(f"The face of {code} names {sorted(unknown)[0]}, which is no kind.")
        found |= {code: section.faces.get(code, Face()) for code in codes}
    return found


def happenings(sections: Sequence[Section] = SECTIONS) -> dict[str, Happening]:
    """What is told of entries, by the name of the event."""
    found: dict[str, Happening] = {}
    for one in (*HAPPENINGS, *(one for section in sections for one in section.happenings)):
        if one.code in found:
            raise Contradiction(f"The happening {one.code} is handed in twice.")
        if missing := [code for code, words in one.sentence.by_language().items() if not words.strip()]:
            raise Contradiction(f"The happening {one.code} has no sentence in {missing[0]}.")
        found[one.code] = one
    return found


def reversals(sections: Sequence[Section] = SECTIONS) -> dict[str, Reversal]:
    """What undoes events, by their names."""
    found: dict[str, Reversal] = {}
    for one in (*REVERSALS, *(one for section in sections for one in section.reversals)):
        if one.of in found:
            raise Contradiction(f"The event {one.of} has two reversals.")
        found[one.of] = one
    return found


def parts(sections: Sequence[Section] = SECTIONS) -> PageParts:
    """The regions of an entry's page: those of the shared rooms, then the sections' own."""
    found: dict[str, Part] = {}
    for one in (*PARTS, *(one for section in sections for one in section.parts)):
        if one.name in found:
            raise Contradiction(f"The part {one.name} is named twice.")
        found[one.name] = one
    return PageParts(found.values())


def notices(sections: Sequence[Section] = SECTIONS) -> dict[str, Saying]:
    """What a write has done, by its code: those of the shared rooms and of the sections."""
    found = dict(SENTENCES)
    for section in sections:
        if twice := set(found) & set(section.notices):
            raise Contradiction(f"The section {section.name} has a notice {sorted(twice)[0]}, which is taken.")
        found |= {code: Saying(said) if isinstance(said, str) else said for code, said in section.notices.items()}
    return found


def labels(sections: Sequence[Section] = SECTIONS) -> dict[str, Mapping[str, str]]:
    """What fields of the sections' own forms are called, by the end of the address; the longest end first, since it says most."""
    found: dict[str, dict[str, str]] = {}
    for section in sections:
        for ending, names in section.labels.items():
            if twice := set(found.get(ending, ())) & set(names) | (set(LABELS) & set(names) if not ending else set()):
                raise Contradiction(f"The section {section.name} calls the field {sorted(twice)[0]} otherwise.")
            found.setdefault(ending, {}).update(names)
    return {ending: found[ending] for ending in sorted(found, key=len, reverse=True)}


def folders(shared: Path, name: str, sections: Sequence[Section] = SECTIONS) -> tuple[Path, ...]:
    """The shared folder, and those of this name that sections bring along: no two have a file of one name, but what is joined."""
    every, found = (shared, *_brought(name, sections)), set[str]()
    for folder in every:
        files = set(places.files_below(folder)) - JOINED
        if twice := found & files:
            raise Contradiction(f"The file {name}/{sorted(twice)[0]} is brought along twice.")
        found |= files
    return every


def _brought(name: str, sections: Sequence[Section]) -> tuple[Path, ...]:
    found = [section.home / name for section in sections if section.home is not None]
    return tuple(folder for folder in found if folder.is_dir())
