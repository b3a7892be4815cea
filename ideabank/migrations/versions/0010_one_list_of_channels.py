"""a channel is called the same in a need, a step and a segment: text messages in needs were "sms".

Segments and sheets said "text-message" before. Saved versions keep what was said; reading them knows the former name.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

USECASE = sa.table("usecase", sa.column("entry_id", sa.Integer), sa.column("channels", sa.JSON))


def upgrade() -> None:
    _rename("sms", "text-message")


def downgrade() -> None:
    _rename("text-message", "sms")


def _rename(old: str, new: str) -> None:
    connection = op.get_bind()
    for entry_id, channels in connection.execute(sa.select(USECASE.c.entry_id, USECASE.c.channels)).all():
        if old in (channels or ()):
            renamed = list(dict.fromkeys(new if one == old else one for one in channels))
            connection.execute(USECASE.update().where(USECASE.c.entry_id == entry_id).values(channels=renamed))
