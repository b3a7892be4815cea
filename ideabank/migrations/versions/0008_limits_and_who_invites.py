"""limits of what is written, and who made a link to join; a project whose founder is erased goes to its oldest member."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import ideabank.database

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "rate",
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("ends_at", ideabank.database.UTCDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_rate")),
    )
    op.create_index(op.f("ix_rate_ends_at"), "rate", ["ends_at"], unique=False)
    _drafts()
    _invitations()
    _projects()


def _drafts() -> None:
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("network", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("size", sa.Integer(), nullable=False, server_default="0"))
        batch_op.create_index("ix_draft_size", ["person_id", "network", "size"], unique=False)
    op.execute('UPDATE draft SET size = length(CAST("values" AS TEXT))')


def _invitations() -> None:
    """Links made before are said to be the founder's: who made them is not known."""
    with op.batch_alter_table("project_invitation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("made_by_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_project_invitation_made_by_id"), "person", ["made_by_id"], ["id"], ondelete="CASCADE"
        )
    op.execute(
        "UPDATE project_invitation SET made_by_id = (SELECT owner_id FROM entry WHERE entry.id = project_invitation.project_id)"
    )


def _projects() -> None:
    """An erased founder leaves the project to who has been in the team longest; to nobody, and so to administrators, when it is empty."""
    op.execute(
        "UPDATE entry SET owner_id = (SELECT person_id FROM team_member WHERE team_member.entry_id = entry.id"
        " AND person_id <> entry.owner_id ORDER BY since, person_id LIMIT 1)"
        " WHERE kind = 'project' AND owner_id IN (SELECT id FROM person WHERE erased_at IS NOT NULL)"
    )
