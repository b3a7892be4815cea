"""Whatever is sent to whatever address by whomever: an answer, never a 500, and a bank that agrees with itself."""

import pytest

from ideabank.upkeep.doctor import examine
from tests.banks import BankWith
from tests.browser.seeding import enrich
from tests.torture import FACTOR
from tests.torture.fuzz import Stranger

BATCH = 400  # requests for each seed; IDEABANK_TORTURE=50 sends 20,000


@pytest.mark.parametrize("seed", range(FACTOR))
def test_no_request_is_answered_with_a_500(seed: int, bank_with: BankWith) -> None:
    world = bank_with(enrich)
    stranger = Stranger(world, seed)
    broken = [sent.told() for sent, answer in stranger.requests(BATCH) if answer.status_code >= 500]
    assert broken == []
    with world.database.reading() as session:
        assert [finding.what for finding in examine(world.database, session)] == []
