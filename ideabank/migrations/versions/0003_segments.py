"""segments."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "segment",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("need", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("need_source", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("ability", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("ability_source", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("support", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("support_source", sqlmodel.sql.sqltypes.AutoString(length=40), nullable=False),
        sa.Column("life", sa.JSON(), nullable=False),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("size", sqlmodel.sql.sqltypes.AutoString(length=120), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_segment_entry_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("entry_id", name=op.f("pk_segment")),
    )
    with op.batch_alter_table("segment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_segment_ability"), ["ability"], unique=False)
        batch_op.create_index(batch_op.f("ix_segment_need"), ["need"], unique=False)
        batch_op.create_index(batch_op.f("ix_segment_support"), ["support"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("segment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_segment_support"))
        batch_op.drop_index(batch_op.f("ix_segment_need"))
        batch_op.drop_index(batch_op.f("ix_segment_ability"))

    op.drop_table("segment")
