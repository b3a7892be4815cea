"""acts begun signed out."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import ideabank.database

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=43), nullable=False),
        sa.Column("browser", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("network", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("path", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("back", sqlmodel.sql.sqltypes.AutoString(length=2000), nullable=False),
        sa.Column("deed", sqlmodel.sql.sqltypes.AutoString(length=100), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("created_at", ideabank.database.UTCDateTime(timezone=True), nullable=False),
        sa.Column("used_at", ideabank.database.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_kept_act_entry_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_act")),
        sa.UniqueConstraint("key", name=op.f("uq_kept_act_key")),
    )
    for name in ("browser", "network", "created_at"):
        op.create_index(op.f(f"ix_kept_act_{name}"), "kept_act", [name])


def downgrade() -> None:
    op.drop_table("kept_act")
