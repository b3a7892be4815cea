"""${message}."""

import sqlalchemy as sa
import sqlmodel  # noqa: F401 column types of SQLModel appear below
from alembic import op

import ideabank.database  # noqa: F401 UTCDateTime appears below

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
