"""The recipe: a good practice told so that a team can repeat it (slides 42, 70 and 92 to 97)."""

from cookbook.fieldreports.queries import figures, remarks
from cookbook.models import Recipe
from cookbook.recipes import decisions, forking, hooks, pages, tasks
from cookbook.recipes.comparing import differences
from cookbook.recipes.showing import recipe_of
from cookbook.recipes.vocabulary import PURPOSES
from ideabank import places
from ideabank.entries.areas import areas
from ideabank.entries.kinds import DetailField, Kind, LinkFilter, Outline, TextField
from ideabank.i18n import Words

_LIST = Words("Yksi asia riville.", "En sak per rad.", "One thing a line.")

recipe = Kind(
    code="recipe",
    folder="recipes",
    prefix="K",
    one=Words("Keittokirjan ohje", "Kokboksrecept", "Recipe"),
    many=Words("Keittokirjan ohjeet", "Kokboksrecept", "Recipes"),
    intro=Words(
        "Hyviä käytäntöjä niin kerrottuina, että tiimi voi toistaa ne: mitä päätetään, mitä tehdään ja mistä tietää, että onnistui.",
        "God praxis berättad så att ett team kan göra om den: vad man bestämmer, vad man gör och hur man vet att det lyckades.",
        "Good practices told so that a team can repeat them: what to decide, what to do, and how one knows it worked.",
    ),
    detail=Recipe,
    texts=(
        TextField("when", Words("Milloin tätä käytetään", "När det här används", "When to use this"), _LIST),
        TextField("when_not", Words("Milloin ei", "När det inte ska användas", "When not to"), _LIST),
        TextField(
            "preconditions",
            Words("Mitä pitää olla valmiina", "Vad som ska vara på plats", "What must be in place"),
            _LIST,
        ),
        TextField("risks", Words("Mikä voi mennä pieleen", "Vad som kan gå fel", "What can go wrong"), _LIST),
    ),
    details=(
        DetailField(
            "purpose",
            Words("Mitä haluat tehdä", "Vad du vill göra", "What you want to do"),
            PURPOSES,
            many=True,
            filter=True,
            card=True,
        ),
        DetailField(
            "main_area",
            Words("Pääkokonaisuus", "Huvudområde", "Main area"),
            areas("main_areas"),
            many=True,
            filter=True,
        ),
        DetailField("keeper", Words("Kuka pitää ajan tasalla", "Vem som håller det aktuellt", "Who keeps this")),
        DetailField(
            "plan",
            Words("Tehtävät", "Uppgifter", "Tasks"),
            show=False,
            outline=Outline(
                Words(
                    "Yksi tehtävä riville. Muut tiedot, kysymykset ja vaihtoehdot täydennetään sitten.",
                    "En uppgift per rad. Resten, frågorna och alternativen fylls i sedan.",
                    "One task a line. The rest, the questions and the variants are filled in later.",
                ),
                hooks.begin,
                required=True,
            ),
        ),
        DetailField(
            "origin_revision",
            Words("Lähteen versio", "Ursprungets version", "Version of the origin"),
            form=False,
            show=False,
        ),
    ),
    statuses=("new",),
    template="recipes/show.html",
    extra=recipe_of,
    faults=hooks.faults,
    words=hooks.words,
    anchors=hooks.anchors,
    differences=differences,
    unfold=hooks.unfold,
    markdown=hooks.markdown,
    facts=lambda session, entries: {
        number: {"reports": found} for number, found in figures(session, [entry.id for entry in entries]).items()
    },
    remarks=remarks,
    link_filters=(
        LinkFilter(
            "platform", "relies-on", Words("Alusta tai ratkaisu", "Plattform eller lösning", "Platform or solution")
        ),
        LinkFilter("requirement", "fulfils", Words("Vaatimus", "Krav", "Requirement")),
    ),
    has_review=True,
    index=pages.cookbook,
    pages=(
        ("GET", "/{ref}/tasks/new", tasks.add_tasks, "tasks:new"),
        ("POST", "/{ref}/tasks/new", tasks.add_tasks, "tasks:create"),
        ("GET", "/{ref}/tasks/{task}/edit", tasks.edit_task, "tasks:edit"),
        ("POST", "/{ref}/tasks/{task}/edit", tasks.edit_task, "tasks:update"),
        ("POST", "/{ref}/tasks/{task}/draft", tasks.save_draft, "tasks:draft"),
        ("GET", "/{ref}/tasks/{task}/removal", tasks.remove_task, "tasks:removal"),
        ("POST", "/{ref}/tasks/{task}/removal", tasks.remove_task, "tasks:remove"),
        ("GET", "/{ref}/decisions", decisions.decisions, "decisions"),
        ("GET", "/{ref}/questions/{question}/edit", decisions.edit_question, "questions:edit"),
        ("POST", "/{ref}/questions/{question}/edit", decisions.edit_question, "questions:update"),
        ("GET", "/{ref}/questions/{question}/removal", decisions.remove_question, "questions:removal"),
        ("POST", "/{ref}/questions/{question}/removal", decisions.remove_question, "questions:remove"),
        ("GET", "/{ref}/variants/{variant}/edit", decisions.edit_variant, "variants:edit"),
        ("POST", "/{ref}/variants/{variant}/edit", decisions.edit_variant, "variants:update"),
        ("GET", "/{ref}/fork", forking.fork, "fork"),
        ("POST", "/{ref}/fork", forking.fork, "fork:create"),
    ),
    tell_roles=frozenset({"designer", "team", "coordinator"}),
    content=places.content("cookbook") / "recipes",
)
