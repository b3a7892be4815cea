"""What all pages that edit a recipe's plan share: the recipe, its plan, the language, and what saving needs."""

import dataclasses
from collections.abc import Iterable
from typing import Any

from cookbook.recipes import changing
from cookbook.recipes.plan import Plan, Task, plain
from cookbook.recipes.reading import Fault, read, stored
from ideabank.entries.actions import ContentRefused
from ideabank.entries.content import asked_about
from ideabank.entries.kind import Kind
from ideabank.entries.models import Entry, Revision
from ideabank.entries.multilingual import Multilingual, with_words
from ideabank.entries.queries import texts_of
from ideabank.entries.revisions import details as details_of
from ideabank.errors import NotFound
from ideabank.i18n import LANGUAGES, N_, choose
from ideabank.visit.belonging import details_at, version_of
from ideabank.visit.cards import sub_url
from ideabank.visit.found import editable
from ideabank.visit.people import shown_names
from ideabank.visit.visit import Visit
from ideabank.web.forms import Form
from ideabank.web.parts import Text

GONE = N_("This is not in the recipe any more. Somebody may have removed it.")


@dataclasses.dataclass(frozen=True)
class Desk:
    """What all handlers here work on: a recipe this person may edit, its plan, and the language being written."""

    visit: Visit
    entry: Entry
    plan: Plan
    language: str

    def task(self) -> Task:
        """The task the address names. Raises NotFound."""
        found = self.plan.task(str(self.visit.path_params["task"]))
        if found is None:
            raise NotFound(GONE)
        return found

    def to(self, name: str, /, **params: Any) -> str:
        return sub_url(self.visit, self.entry, name, **params)

    def here(self) -> dict[str, str]:
        return {"in": self.language} if self.language != self.visit.lang else {}

    def back(self, anchor: str = "tasks") -> str:
        return self.to("show", **self.here()) + f"#{anchor}"

    def title(self) -> Text:
        texts = {code: text.title for code, text in texts_of(self.visit.session, self.entry.id).items()}
        found = choose(texts, self.language, self.entry.language)
        return Text(found[1], found[0]) if found else Text()

    def before(self, revision: int) -> Plan:
        """The plan as it stood at a revision."""
        if revision == self.entry.revision or not revision:
            return self.plan
        return stored(details_at(self.visit.session, self.entry, revision, viewer=self.visit.viewer).get("plan"))

    def version(self, number: int) -> Revision:
        return version_of(self.visit.session, self.entry, number, viewer=self.visit.viewer)

    def changed_by(self) -> str:
        author = self.version(self.entry.revision).author_id
        return shown_names(self.visit.session, {author}).get(author or 0, self.visit.translator("Somebody"))

    def told(self, before: Multilingual, form: Form, field: str) -> Multilingual:
        """What a field of the form makes of words told in several languages."""
        return with_words(before, self.language, form.value(field).replace("\r\n", "\n").strip())


def desk(visit: Visit, kind: Kind) -> Desk:
    """The desk of the recipe in the address. Raises SignInNeeded, Forbidden, NotFound."""
    entry = editable(visit, kind)
    wanted = visit.text("language") or visit.arg("in")
    language = wanted if wanted in LANGUAGES else visit.lang
    return Desk(visit, entry, stored(details_of(visit.session, entry).get("plan")), language)


def saved(at: Desk, form: Form, plan: Plan, *, fields: Iterable[str], otherwise: str) -> bool:
    """Saves, or tells on the form what is wrong: at the field it is about where the form has it, else at `otherwise`."""
    known = set(fields)
    for fault in read(plain(plan))[1]:
        tell(at.visit, form, fault, fault.field if fault.field in known else otherwise)
    if form.is_valid:
        try:
            changing.save(at.visit.session, at.entry, plan, by=at.visit.viewer)
        except ContentRefused as error:
            for problem in error.problems:
                form.refuse("", at.visit.translator(problem.message) % problem.values)
    return form.is_valid


def tell(visit: Visit, form: Form, fault: Fault, field: str) -> None:
    form.refuse(field, visit.translator(fault.message) % fault.values)


def asks_about(visit: Visit, form: Form) -> tuple[str, ...]:
    """What may be personal data; asked once."""
    if visit.text("confirmed") == "yes":
        return ()
    pieces = {name: value for name, value in form.values.items() if isinstance(value, str)}
    return tuple(visit.translator(one.message) % one.values for one in asked_about(pieces))
