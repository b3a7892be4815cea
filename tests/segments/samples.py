"""Sheets that several tests begin with."""

import copy
from typing import Any

from ideabank.entries import actions, links
from ideabank.entries.models import Entry
from segments.sheets import changing
from tests.world import BANK, World, content

PATH: dict[str, Any] = {
    "stages": [
        {"key": "tarve", "name": {"fi": "Tarve herää", "en": "The need arises"}},
        {"key": "hoito", "name": {"fi": "Hoito"}},
    ],
    "columns": [
        {
            "key": "huomaa",
            "stage": "tarve",
            "name": {"fi": "Huomaa oireen", "en": "Notices a symptom"},
            "cells": {
                "does": [{"text": {"fi": "Miettii, mitä tehdä.", "en": "Wonders what to do."}, "level": "partly", "source": "dia 63"}],
                "channel": ["digital", "phone"],
                "feeling": {"value": -1, "word": {"fi": "huolissaan", "en": "worried"}},
                "pain": [{"text": {"fi": "Numero ei löydy."}}, {"text": {"fi": "Jono on pitkä."}, "level": "researched"}],
            },
        },
        {
            "key": "soittaa",
            "stage": "tarve",
            "name": {"fi": "Soittaa", "en": "Calls"},
            "cells": {"does": [{"text": {"fi": "Soittaa hoitajalle."}}], "feeling": {"value": -2, "word": {}}},
        },
        {
            "key": "kay",
            "stage": "hoito",
            "name": {"fi": "Käy vastaanotolla", "en": "Visits"},
            "cells": {"opportunity": [{"text": {"fi": "Aika tekstiviestillä."}}], "feeling": {"value": 2, "word": {"fi": "helpottunut"}}},
        },
    ],
}  # fmt: skip
PERSONA: dict[str, Any] = {
    "columns": [
        {
            "key": "all",
            "name": {},
            "cells": {
                "who": [{"text": {"fi": "Sari, 48, käy töissä.", "en": "Sari, 48, works."}}],
                "quote": [{"text": {"fi": "Hoidan asiat illalla."}}],
            },
        }
    ]
}
BLUEPRINT: dict[str, Any] = {
    "stages": [{"key": "alku", "name": {"fi": "Alku"}}],
    "columns": [
        {
            "key": "varaa",
            "stage": "alku",
            "name": {"fi": "Varaa ajan"},
            "cells": {
                "does": [{"text": {"fi": "Valitsee ajan."}}],
                "front": [{"text": {"fi": "Vapaat ajat näkyvät."}}],
                "back": [{"text": {"fi": "Kalenteri lukitaan."}}],
                "support": [{"text": {"fi": "Tunnistus."}}],
            },
        },
        {"key": "saapuu", "stage": "alku", "name": {"fi": "Saapuu"}, "cells": {}},
    ],
}
BOARD: dict[str, Any] = {
    "columns": [
        {"key": "puhelin", "name": {"fi": "Puhelin"}, "cells": {"note": [{"text": {"fi": "Jono oli pitkä."}}]}},
        {"key": "verkko", "name": {"fi": "Verkko"}, "cells": {"note": [{"text": {"fi": "Kirjautuminen petti."}}]}},
    ]
}


def add_path(world: World, *, word: str = "") -> None:
    """A path linked to the cast's need and solution, and a fork of it: `path` and `fork` of the world. `word` ends a step's name."""
    sheet = copy.deepcopy(PATH)
    if word:
        sheet["columns"][0]["name"]["fi"] = word
        sheet["columns"][0]["cells"]["pain"][0]["text"]["fi"] = word
    sanna = world.people["sanna"]
    with world.database.writing() as session:
        told = content("Polku vastaanotolle", details={"state": "now", "scope": "region", "sheet": sheet})
        path = actions.propose(session, BANK.kinds["path"], told, by=sanna)
        booking, omakanta = (session.get(Entry, world.entries[name]) for name in ("booking", "omakanta"))
        assert booking is not None
        assert omakanta is not None
        links.suggest(session, path, booking, "raises", links.Claim(), anchor="huomaa", by=sanna)
        links.suggest(session, path, omakanta, "served-by", links.Claim("partial"), anchor="kay", by=sanna)
        world.entries["path"] = path.id
        if not word:  # what a fork has copied is its own
            title = "Polku kotoutujalle"
            fork = changing.fork(session, path, title=title, language="fi", by=sanna, segment=None, with_links=True)
            world.entries["fork"] = fork.id


def add_persona(world: World) -> None:
    """A persona with two goals, of which the second is researched: `persona` of the world."""
    goals = [
        {"text": {"fi": "Ehtiä töistä"}},
        {"text": {"fi": "Asioida kerralla", "en": "All at once"}, "level": "researched", "source": "dia 73"},
    ]
    sheet: dict[str, Any] = {"columns": [{"key": "all", "name": {}, "cells": {"goals": goals}}]}
    with world.database.writing() as session:
        told = content("Persoona: Sari", details={"type": "persona", "sheet": sheet})
        world.entries["persona"] = actions.propose(session, BANK.kinds["artefact"], told, by=world.people["sanna"]).id
