"""The doors of the bank, one a role, and the page that tells each what to begin with."""

import dataclasses
from collections.abc import Mapping

from markupsafe import Markup

from ideabank.i18n import N_
from ideabank.overview.prose import beginnings
from ideabank.overview.views import Beginning, BeginPage, Door
from ideabank.visit.visit import Visit
from ideabank.web.parts import Go, Text

Step = tuple[str, str, Mapping[str, str]]


@dataclasses.dataclass(frozen=True)
class Role:
    """Who comes in: `words` stand on the door, `steps` are what one does first, as (sentence, page, what is asked of it)."""

    code: str
    kind: str
    name: str
    words: str
    steps: tuple[Step, ...]


ROLES = (
    Role(
        "need",
        "usecase",
        N_("I need something"),
        N_("Tell it in your own words. Two minutes, no account to start."),
        (
            (N_("Share a need"), "usecases:new", {}),
            (N_("Look for one that is already told"), "search", {}),
        ),
    ),
    Role(
        "speak",
        "organisation",
        N_("I speak for many"),
        N_("An organisation's voice is counted apart. Contest a claim that does not hold."),
        (
            (N_("Needs that nothing meets yet"), "usecases:list", {"met": "unmet"}),
            (N_("Organisations that take part"), "organisations:list", {}),
        ),
    ),
    Role(
        "design",
        "path",
        N_("I design services"),
        N_("Segments, service paths and personas to begin from, with what each rests on."),
        (
            (N_("Service paths"), "paths:list", {}),
            (N_("Artefacts"), "artefacts:list", {}),
            (N_("Segments"), "segments:list", {}),
        ),
    ),
    Role(
        "build",
        "solution",
        N_("I build or buy"),
        N_("See first what there is. Recipes become your team's checklist, requirements go into a tender."),
        (
            (N_("Solutions"), "solutions:list", {}),
            (N_("Cookbook"), "recipes:list", {}),
            (N_("Requirements"), "requirements:list", {}),
        ),
    ),
    Role(
        "steer",
        "proposal",
        N_("I steer and follow"),
        N_("Who should do what, which needs stand behind it, and what is still missing."),
        (
            (N_("Proposals"), "proposals:list", {}),
            (N_("Needs with the most supporters"), "usecases:list", {"sort": "supported"}),
        ),
    ),
)


def doors(visit: Visit) -> tuple[Door, ...]:
    """A door for each role; it leads to the role's own part of the page for newcomers."""
    _, begin = visit.translator, visit.to("pages:begin")
    return tuple(Door(one.code, one.kind, _(one.name), _(one.words), f"{begin}#{one.code}") for one in ROLES)


def begin_page(visit: Visit) -> BeginPage:
    """/fi/begin"""
    told = beginnings("begin", visit.lang)
    return BeginPage(
        title=told.title,
        description=told.beginning,
        intro_html=_html(told.intro, visit.lang),
        beginnings=tuple(
            Beginning(door, _html(html, visit.lang), _steps(visit, role))
            for door, html, role in zip(doors(visit), told.parts, ROLES, strict=True)
        ),
    )


def _html(html: str, lang: str) -> Text:
    return Text(Markup(html), lang)  # noqa: S704 our own text through render


def _steps(visit: Visit, role: Role) -> tuple[Go, ...]:
    return tuple(Go(visit.translator(words), visit.to(page, **asked)) for words, page, asked in role.steps)
