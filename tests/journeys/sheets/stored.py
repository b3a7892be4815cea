"""A sheet as it is stored, for tests."""

import sqlalchemy as sa
from sqlmodel import col

from ideabank.entries.models import Revision
from segments.sheets.reading import stored
from segments.sheets.schema import TYPES
from segments.sheets.sheet import Sheet
from tests.world import World


def sheet_of(world: World, name: str, code: str = "path") -> Sheet:
    with world.database.reading() as session:
        query = sa.select(Revision).where(col(Revision.entry_id) == world.entries[name])
        newest = session.execute(query.order_by(col(Revision.number).desc()).limit(1)).scalar_one()
        return stored(newest.snapshot["details"]["sheet"], TYPES[code])
