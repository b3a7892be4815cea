"""Both engines, for what each must answer alike."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from ideabank.search.port import Engine
from ideabank.search.postgres_engine import PostgresEngine
from ideabank.search.whoosh_engine import WhooshEngine


@pytest.fixture(scope="module", params=["whoosh", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One of each sort, with the module's DOCUMENTS, analysed by its CHAIN."""
    chain, store = request.module.CHAIN, None
    if request.param == "whoosh":
        made: Engine = WhooshEngine(tmp_path_factory.mktemp("index"), chain)
    else:
        store = sa.create_engine(request.getfixturevalue("postgres_url"))
        made = PostgresEngine(store, chain)
    made.rebuild(request.module.DOCUMENTS, position=1)
    yield made
    made.close()
    if store is not None:
        store.dispose()
