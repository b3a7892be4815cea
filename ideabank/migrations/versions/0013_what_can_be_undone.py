"""what can be undone."""

import sqlalchemy as sa
from alembic import op

import ideabank.database

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "undoable",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("deed", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", ideabank.database.UTCDateTime(timezone=True), nullable=False),
        sa.Column("undone_at", ideabank.database.UTCDateTime(timezone=True), nullable=True),
        sa.Column("was", sa.JSON(), nullable=False),
        sa.Column("blob", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_undoable_event_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_undoable_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_undoable")),
    )
    for name in ("at", "deed", "person_id"):
        op.create_index(op.f(f"ix_undoable_{name}"), "undoable", [name])


def downgrade() -> None:
    op.drop_table("undoable")
