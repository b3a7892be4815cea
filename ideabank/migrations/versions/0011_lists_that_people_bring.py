"""lists that people bring."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import ideabank.database

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "brought_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sqlmodel.sql.sqltypes.AutoString(length=43), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(length=80), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", ideabank.database.UTCDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", ideabank.database.UTCDateTime(timezone=True), nullable=False),
        sa.Column("taken_at", ideabank.database.UTCDateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_brought_list_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brought_list")),
        sa.UniqueConstraint("token", name=op.f("uq_brought_list_token")),
    )
    for name in ("person_id", "updated_at"):
        op.create_index(op.f(f"ix_brought_list_{name}"), "brought_list", [name])
    words = sqlmodel.sql.sqltypes.AutoString(length=36)
    op.add_column("draft", sa.Column("listed", words, server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("draft") as batch:
        batch.drop_column("listed")
    op.drop_table("brought_list")
