"""Every kind of page, and how one gets there: an address, or a form that is sent."""

import dataclasses

from playwright.sync_api import Page

from tests.browser.seeding import DRAFT, LIST, NEED, TAKEN
from tests.world import World

SEND = """([action, fields]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = action;
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.documentElement.append(form);
  form.submit();
}"""


@dataclasses.dataclass(frozen=True)
class Visit:
    """One page: `path` after the language, with {names} of entries; `form` is posted there when given."""

    template: str
    path: str
    who: str = ""
    status: int = 200
    form: dict[str, str] | None = None
    demo: bool = False

    def address(self, world: World, lang: str = "fi") -> str:
        places = {name: world.path(name).removeprefix("/fi") for name in world.entries}
        places |= {
            "task": str(world.tasks[0]) if world.tasks else "",
            "recipe_id": str(world.entries.get("recipe", "")),
        }
        return f"/{lang}" + self.path.format(**places)

    def open(self, page: Page, base: str, world: World, lang: str = "fi") -> None:
        """Goes there; fails when the answer is not the one expected."""
        address = base + self.address(world, lang)
        if self.form is None:
            answer = page.goto(address)
        else:
            if not page.url.startswith(base + "/"):
                page.goto(f"{base}/{lang}/about")  # a form is sent from a page of ours: others are refused
            form = {
                name: value.replace("{recipe_id}", str(world.entries.get("recipe", "")))
                for name, value in self.form.items()
            }
            with page.expect_navigation() as arriving:
                page.evaluate(SEND, [address, form])
            answer = arriving.value
        assert answer is not None
        assert answer.status == self.status, f"{address} answered {answer.status}"


EDIT = {"language": "fi", "theme": "booking", "who": "Omaishoitaja"}
# The first page of each template is the one shown in every language, theme and width.
PAGES = {
    "front": Visit("overview/front.html", "/"),
    "where to begin": Visit("overview/begin.html", "/begin"),
    "use cases": Visit("reading/list.html", "/usecases"),
    "use cases, filtered": Visit("reading/list.html", "/usecases?theme=booking&met=partly&sort=newest"),
    "use cases, dense": Visit("reading/list.html", "/usecases?view=dense&theme=gone", "aino"),
    "use cases, table": Visit("reading/list.html", "/usecases?view=table", "sanna"),
    "use cases, nothing found": Visit("reading/list.html", "/usecases?theme=ecosystem"),
    "proposals": Visit("reading/list.html", "/proposals"),
    "solutions": Visit("reading/list.html", "/solutions", "sanna"),
    "organisations": Visit("reading/list.html", "/organisations"),
    "use case, my own": Visit("usecases/show.html", "{booking}", "aino"),
    "use case, signed out": Visit("usecases/show.html", "{booking}"),
    "use case, of a designer": Visit("usecases/show.html", "{booking}", "sanna"),
    "use case, of a representative": Visit("usecases/show.html", "{booking}", "eero"),
    "use case, of a coordinator": Visit("usecases/show.html", "{booking}", "kaisa"),
    "use case, of a moderator": Visit("usecases/show.html", "{booking}", "mika"),
    "use case, unmet": Visit("usecases/show.html", "{queue}"),
    "use case, an older translation": Visit("usecases/show.html", "{booking}?in=en", "aino"),
    "proposal": Visit("proposals/show.html", "{notices}", "kaisa"),
    "path": Visit("segments/path.html", "{path}", "sanna"),
    "path, signed out": Visit("segments/path.html", "{path}?view=table"),
    "path, as cards": Visit("segments/path.html", "{path}?view=cards"),
    "path, a fork": Visit("segments/path.html", "{fork}", "sanna"),
    "persona": Visit("segments/artefact.html", "{persona}", "sanna"),
    "blueprint": Visit("segments/artefact.html", "{blueprint}"),
    "board": Visit("segments/artefact.html", "{board}"),
    "choose a type": Visit("segments/types.html", "/artefacts/new", "sanna"),
    "keys": Visit("pages/keys.html", "/keys"),
    "share": Visit("reading/share.html", "{booking}/share"),
    "translations": Visit("telling/translations.html", "/translations?to=sv&of=usecases", "sanna"),
    "use case, translated": Visit("telling/form.html", "{booking}/edit?in=en", "sanna"),
    "step": Visit("segments/step_form.html", "{path}/steps/huomaa/edit", "sanna"),
    "step, in another language": Visit("segments/step_form.html", "{path}/steps/huomaa/edit?in=sv", "sanna"),
    "persona, all of it": Visit("segments/step_form.html", "{persona}/steps/all/edit", "sanna"),
    "row": Visit("segments/row_form.html", "{path}/rows/pain/edit", "sanna"),
    "step, refused": Visit(
        "segments/step_form.html",
        "{path}/steps/huomaa/edit",
        "sanna",
        422,
        {"name": "", "feeling": "7", "based_on": "1"},
    ),
    "cell": Visit("segments/cell_form.html", "{path}/cells/huomaa/pain/edit", "sanna"),
    "cell, a feeling": Visit("segments/cell_form.html", "{path}/cells/huomaa/feeling/edit", "sanna"),
    "cell, channels": Visit("segments/cell_form.html", "{path}/cells/huomaa/channel/edit", "sanna"),
    "stages": Visit("segments/stages_form.html", "{path}/stages", "sanna"),
    "new steps": Visit("visit/small_form.html", "{path}/steps/new", "sanna"),
    "fork": Visit("visit/small_form.html", "{path}/fork", "sanna"),
    "looked at before it is saved": Visit(
        "errors/guard.html", "{queue}/comments", "aino", 422, {"body": "Soita 040 123 4567", "stance": "for"}
    ),
    "fork, refused": Visit("visit/small_form.html", "{path}/fork", "sanna", 422, {"title": ""}),
    "side by side": Visit("segments/sides.html", "{fork}/sides"),
    "bring in": Visit("segments/import.html", "/artefacts/import", "sanna"),
    "bring in, refused": Visit("segments/import.html", "{path}/import", "sanna", 422, {"paste": "a;b", "do": "look"}),
    "bring in, a board": Visit(
        "segments/import.html",
        "/artefacts/import",
        "sanna",
        form={"paste": "note;group\nJono oli pitkä;Puhelin\nKoodi ei tullut;Verkko", "type": "affinity", "do": "look"},
    ),
    "bring a list": Visit("telling/lists/upload.html", "/usecases/import", "sanna"),
    "bring a list, refused": Visit(
        "telling/lists/upload.html", "/solutions/import", "sanna", 422, {"paste": "Nimi;;Nimi\nOmaolo;sanoja;x"}
    ),
    "a list looked through": Visit("telling/lists/preview.html", f"/usecases/import/{LIST}", "sanna"),
    "a list taken in": Visit("telling/lists/taken.html", f"/usecases/import/{TAKEN}", "sanna"),
    "add a picture": Visit("attachments/form.html", "{persona}/attachments/new", "sanna"),
    "remove a step": Visit("visit/confirm.html", "{path}/steps/kay/removal", "sanna"),
    "cookbook": Visit("recipes/list.html", "/recipes", "sanna"),
    "cookbook, narrowed": Visit("recipes/list.html", "/recipes?purpose=connect&due=yes"),
    "recipe": Visit("recipes/show.html", "{recipe}?way=on.itse", "sanna"),
    "recipe, a question": Visit("recipes/show.html", "{recipe}"),
    "recipe, a fork past its review date": Visit("recipes/show.html", "{recipe-fork}"),
    "add a recipe": Visit("telling/form.html", "/recipes/new", "sanna"),
    "recipe, versions": Visit("reading/compare.html", "{recipe}/compare?from=1&to=2"),
    "task": Visit("recipes/task_form.html", "{recipe}/tasks/sovi/edit", "sanna"),
    "task, refused": Visit(
        "recipes/task_form.html", "{recipe}/tasks/sovi/edit", "sanna", 422, {"name": "", "after": "linkita"}
    ),
    "decisions": Visit("recipes/decisions.html", "{recipe}/decisions", "sanna"),
    "question": Visit("recipes/question_form.html", "{recipe}/questions/jarjestelma/edit", "sanna"),
    "question, refused": Visit(
        "recipes/question_form.html", "{recipe}/questions/new/edit", "sanna", 422, {"text": "Mitä?", "rows": "2"}
    ),
    "variant": Visit("pieces/piece_form.html", "{recipe}/variants/linkki/edit", "sanna"),
    "requirements": Visit("requirements/list.html", "/requirements", "sanna"),
    "requirement": Visit("reading/show.html", "{requirement}", "sanna"),
    "field reports": Visit("reading/list.html", "/fieldreports"),
    "tell how it went": Visit("fieldreports/form.html", "/fieldreports/start?recipe={recipe_id}", "eero"),
    "tell how it went, refused": Visit(
        "fieldreports/form.html", "/fieldreports/start", "eero", 422, {"recipe": "{recipe_id}", "because": ""}
    ),
    "tell how it went, of which": Visit("visit/small_form.html", "/fieldreports/start", "eero"),
    "projects": Visit("projects/list.html", "/projects", "sanna"),
    "project": Visit("projects/show.html", "{project}", "sanna"),
    "start a checklist": Visit("projects/start.html", "/projects/start?recipe={recipe_id}&way=on.itse", "sanna"),
    "start a checklist of several": Visit("projects/start.html", "/projects/start", "sanna"),
    "start a checklist, refused": Visit("projects/start.html", "/projects/start", "sanna", 422, {"title": ""}),
    "task of a project": Visit("projects/task.html", "{project}/tasks/{task}/edit", "sanna"),
    "task of a project, changed meanwhile": Visit(
        "projects/task.html", "{project}/tasks/{task}/edit", "sanna", 409, {"state": "todo", "note": "Uusi"}
    ),
    "changes": Visit("projects/changes.html", "{project}/changes", "sanna"),
    "team": Visit("projects/team.html", "{project}/team", "sanna"),
    "team, with a link": Visit("projects/team.html", "{project}/team", "sanna", form={"do": "invite"}),
    "publish a project": Visit("visit/confirm.html", "{project}/publishing", "sanna"),
    "bring a checklist back": Visit("projects/import.html", "{project}/import", "sanna"),
    "bring a checklist back, refused": Visit(
        "projects/import.html", "{project}/import", "sanna", 422, {"paste": "id;state\nx;done"}
    ),
    "handbook": Visit("pages/handbook.html", "/handbook"),
    "handbook, a decision": Visit("pages/handbook.html", "/handbook/decisions/0009-one-sheet-for-paths-and-artefacts"),
    "terms": Visit("terms/list.html", "/terms", "sanna"),
    "term": Visit("reading/show.html", "{queueing}", "sanna"),
    "solution": Visit("solutions/show.html", "{omakanta}", "sanna"),
    "organisation": Visit("reading/show.html", "{seniors}", "eero"),
    "tell a need": Visit("telling/form.html", "/usecases/new"),
    "add a solution": Visit("telling/form.html", "/solutions/new", "sanna"),
    "tell a need, refused": Visit(
        "telling/form.html",
        "/usecases",
        "aino",
        422,
        {**NEED, "title": "", "why": "Tunnukseni on 131052-308T", "draft": "R" * 43},
    ),
    "tell a need, asked": Visit(
        "telling/form.html", "/usecases", "aino", 422, {**NEED, "why": "Soita 040 123 4567", "draft": "Q" * 43}
    ),
    "draft": Visit("telling/form.html", f"/usecases/drafts/{DRAFT}", "aino"),
    "edit": Visit("telling/form.html", "{booking}/edit", "aino"),
    "translate": Visit("telling/form.html", "{booking}/edit?in=sv", "sanna"),
    "preview": Visit(
        "telling/preview.html",
        "/usecases",
        "aino",
        form={**NEED, "body": "# Näin\n\nteksti", "do": "preview", "draft": "P" * 43},
    ),
    "conflict": Visit(
        "telling/conflict.html",
        "{booking}",
        "sanna",
        409,
        {**EDIT, "title": "Toinen otsikko", "why": "Syy", "based_on": "1"},
    ),
    "tell a need, like others": Visit(
        "telling/form.html",
        "/usecases",
        "aino",
        form={**NEED, "title": "Ajan varaaminen äidin puolesta", "do": "similar"},
    ),
    "tell a need, linked": Visit(
        "telling/form.html", "/usecases", "aino", form={**NEED, "linked": "variation-of>2", "do": "link:variation-of>3"}
    ),
    "segment": Visit("segments/show.html", "{carers}"),
    "segments": Visit("reading/list.html", "/segments?need=recurring"),
    "add a segment": Visit("telling/form.html", "/segments/new", "sanna"),
    "revisions": Visit("reading/revisions.html", "{booking}/revisions"),
    "compare": Visit("reading/compare.html", "{booking}/compare?from=1&to=2"),
    "reply": Visit("discussion/comment.html", "{booking}/comments/1/reply", "sanna"),
    "edit a comment": Visit("discussion/comment.html", "{booking}/comments/1/edit", "aino"),
    "comment, refused": Visit("usecases/show.html", "{booking}/comments", "aino", 422, {"body": "", "stance": ""}),
    "statement, refused": Visit(
        "usecases/show.html", "{queue}/statements", "eero", 422, {"words": "", "organisation": "x"}
    ),
    "withdraw a comment": Visit("visit/confirm.html", "{booking}/comments/1/withdrawal", "aino"),
    "withdraw a need": Visit("visit/confirm.html", "{booking}/withdrawal", "aino"),
    "withdraw a link": Visit("visit/confirm.html", "{booking}/links/1/withdrawal", "sanna"),
    "hide": Visit("visit/confirm.html", "{booking}/decision", "mika"),
    "link, chosen": Visit("linking/pick.html", "{queue}/links/new?other=4", "sanna"),
    "link, search": Visit("linking/pick.html", "{queue}/links/new", "sanna"),
    "link, found": Visit("linking/pick.html", "{queue}/links/new?q=Omakanta", "sanna"),
    "link, not found": Visit("linking/pick.html", "{queue}/links/new?q=qqqqqq", "sanna"),
    "link, refused": Visit(
        "linking/pick.html", "{queue}/links", "sanna", 422, {"other": "4", "relation": "addressed-by>"}
    ),
    "links, of those ticked": Visit("linking/chosen.html", "/usecases/chosen/links?id=2&id=3", "sanna"),
    "edit a link": Visit("linking/form.html", "{booking}/links/1/edit", "sanna"),
    "contest a link": Visit("linking/contest.html", "{booking}/links/1/contest", "eero"),
    "history of a link": Visit("linking/history.html", "{booking}/links/5/history"),
    "report": Visit("moderation/report_form.html", "{queue}/report"),
    "report, refused": Visit("moderation/report_form.html", "{queue}/report", "", 422, {"reason": "", "words": ""}),
    "moderation queue": Visit("moderation/queue.html", "/moderation", "mika"),
    "moderation log": Visit("moderation/log.html", "/moderation/log"),
    "search": Visit("finding/results.html", "/search?q=ajan"),
    "search, narrowed": Visit("finding/results.html", "/search?q=aika&theme=booking"),
    "search, misspelt": Visit("finding/results.html", "/search?q=ajanvarrauspalvlu+omaknta"),
    "search, narrowed to nothing": Visit(
        "finding/results.html", "/search?q=ajan&kind=solution&theme=governance&county=lappi"
    ),
    "search, nothing asked": Visit("finding/results.html", "/search"),
    "search, nothing found": Visit("finding/results.html", "/search?q=qqqqqq"),
    "sign in": Visit("account/sign_in.html", "/sign-in?next=/fi/usecases&keeps=1"),
    "sign in, refused": Visit("account/sign_in.html", "/sign-in", "", 422, {"email": "ei-osoite"}),
    "code": Visit("account/code.html", "/sign-in", form={"email": "uusi@example.org"}),
    "code, wrong": Visit("account/code.html", "/sign-in/code", "", 422, {"email": "uusi@example.org", "code": "1"}),
    "account": Visit("account/account.html", "/account", "aino"),
    "account, refused": Visit("account/account.html", "/account", "aino", 422, {"name": "x" * 90, "language": "xx"}),
    "delete the account": Visit("visit/confirm.html", "/account/deletion", "aino"),
    "demo": Visit("demo/demo.html", "/demo", demo=True),
    "demo, sign in": Visit("account/sign_in.html", "/sign-in", demo=True),
    "about": Visit("pages/text.html", "/about"),
    "privacy": Visit("pages/text.html", "/privacy"),
    "accessibility": Visit("pages/text.html", "/accessibility"),
    "not found": Visit("errors/error.html", "/usecases/999999", "", 404),
    "gone": Visit("errors/error.html", "{gone}", "", 410),
    "hidden": Visit("errors/error.html", "{hidden}", "", 410),
    "not allowed": Visit("errors/error.html", "{booking}/links/new", "aino", 403),
    "lost session": Visit(
        "errors/error.html", "{booking}/comments", "", 401, {"body": "Pitkään mietitty kommentti, tunnus 131052-308T"}
    ),
}


def first_of_each_template() -> dict[str, str]:
    """template → the name of the page that stands for it."""
    found: dict[str, str] = {}
    for name, visit in PAGES.items():
        found.setdefault(visit.template, name)
    return found
