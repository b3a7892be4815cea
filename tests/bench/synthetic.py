"""Banks of made-up use cases, put in by the thousand without the actions: only their shape matters."""

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from ideabank.entries.models import Entry, EntryText, Link
from ideabank.entries.vocabulary import COUNTIES, THEMES
from ideabank.search.port import Document
from usecases.models import UseCase

BATCH = 2_000
NOUNS = (
    "ajanvaraus laboratoriotulos lähete etävastaanotto viesti muistutus resepti kuntoutus päivystys omahoito palvelupolku lomake "
    "tunnistautuminen kotihoito neuvonta mittaus kuvapuhelu potilas asiakas ammattilainen hyvinvointialue sovellus perhe lääkitys"
).split()
VERBS = "näen varaan lähetän saan kysyn seuraan perun siirrän tarkistan jaan löydän ymmärrän".split()
PLACES = "kotona matkalla työpaikalla terveysasemalla puhelimella verkossa illalla viikonloppuna".split()


def fill(session: Session, count: int, *, seed: int = 1) -> None:
    """`count` use cases with texts, and a solution or two for two thirds of them."""
    luck = random.Random(seed)
    start = (session.execute(sa.text("SELECT COALESCE(MAX(id), 0) FROM entry")).scalar() or 0) + 1
    for first in range(start, start + count, BATCH):
        numbers = range(first, min(first + BATCH, start + count))
        session.execute(sa.insert(Entry), [_entry(number, luck) for number in numbers])
        session.execute(sa.insert(EntryText), [_text(number, luck) for number in numbers])
        session.execute(
            sa.insert(UseCase), [{"entry_id": number, "abilities": [], "channels": []} for number in numbers]
        )
        session.execute(sa.insert(Link), list(_links(numbers, luck)))


def documents(count: int, *, seed: int = 1) -> Iterator[Document]:
    """The same shape of entries as search engines get them."""
    luck = random.Random(seed)
    for number in range(1, count + 1):
        entry, text = _entry(number, luck), _text(number, luck)
        yield Document(
            entry_id=number,
            version=1,
            kind="usecase",
            code=f"U-{number}",
            theme=entry["theme"],
            county=entry["county"],
            status=luck.choice(["new", "accepted", "done"]),
            titles={"fi": text["title"]},
            bodies={"fi": f"{text['summary']} {text['body']}"},
        )


def _entry(number: int, luck: random.Random) -> dict[str, Any]:
    moment = dt.datetime(2024, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=number)
    return {
        "kind": "usecase", "uuid": f"{number:036d}", "language": "fi", "status": "new", "theme": luck.choice(list(THEMES)),
        "county": luck.choice(["", *COUNTIES]), "sources": [], "created_at": moment, "updated_at": moment, "published_at": moment,
        "id": number, "version": 1, "revision": 1, "support_count": int(luck.paretovariate(1.2)) - 1, "statement_count": 0,
        "comment_count": luck.randrange(9), "link_count": 1, "met": luck.choice(["unmet", "partly", "met"]), "content_hash": "",
    }  # fmt: skip


def _text(number: int, luck: random.Random) -> dict[str, Any]:
    title = f"{luck.choice(VERBS).title()} {luck.choice(NOUNS)} {luck.choice(PLACES)} {number}"
    summary = (
        " ".join(luck.choice((luck.choice(NOUNS), luck.choice(VERBS), luck.choice(PLACES))) for _ in range(18)) + "."
    )
    body = " ".join(_word(luck) for _ in range(60))
    return {
        "entry_id": number, "language": "fi", "title": title, "slug": f"kaytto-{number}", "summary": summary, "body": body,
        "body_html": f"<p>{body}</p>", "fields": {"who": "Potilas", "want": title}, "made_from_revision": 1,
        "updated_at": dt.datetime(2024, 1, 1, tzinfo=dt.UTC),
    }  # fmt: skip


def _word(luck: random.Random) -> str:
    """A word of a large vocabulary in which few are common and most are rare, as in real text."""
    rank = int(luck.paretovariate(0.6))
    return NOUNS[rank % len(NOUNS)] if rank < 60 else f"sana{min(rank, 20_000):x}"


def _links(numbers: range, luck: random.Random) -> Iterator[dict[str, Any]]:
    moment = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    for number in numbers:
        target = luck.randrange(1, numbers[0] + 1)
        if target != number:
            yield {
                "source_id": number, "target_id": target, "relation": "related", "anchor": "", "fit": "unknown",
                "basis": "judgement", "evidence": {"fi": "Samaa asiaa."}, "slides": [], "state": "suggested",
                "created_at": moment, "updated_at": moment, "revision": 1,
            }  # fmt: skip
