"""The detail tables of recipes, requirements, projects and field reports."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from ideabank.database import UTCDateTime, now
from ideabank.text.plain import Json


class Recipe(SQLModel, table=True):
    """A recipe: what one does with it, who keeps it, its plan, and which version of another it was made from (0: none)."""

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    purpose: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    main_area: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    keeper: str = Field(default="", max_length=120)
    plan: Json = Field(default_factory=dict, sa_type=sa.JSON)
    origin_revision: int = Field(default=0)


class Requirement(SQLModel, table=True):
    """A requirement: its identifier, whether it is general or mobile-specific, and how binding."""

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    code: str = Field(default="", max_length=20)
    scope: str = Field(default="", max_length=8, index=True)
    level: str = Field(default="", max_length=8, index=True)


class Project(SQLModel, table=True):
    """A team's project: which recipes it was started from, each as {recipe, revision, way, variant}."""

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    recipes: list[Json] = Field(default_factory=list, sa_type=sa.JSON)


class ProjectTask(SQLModel, table=True):
    """One task of a project's checklist: the recipe's task as it stood at a version, and where the team is with it.

    `task` is the plain data of the task, so that the checklist outlives the recipe. `declined` is what
    the recipe says now and the team has chosen not to take. A task of the team's own has no recipe.
    """

    __tablename__ = "project_task"
    __table_args__ = (sa.UniqueConstraint("project_id", "code"),)

    id: int = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="entry.id", ondelete="CASCADE")
    recipe_id: int | None = Field(default=None, foreign_key="entry.id", index=True, ondelete="SET NULL")
    code: str = Field(max_length=80)
    place: int = Field(default=0)
    revision: int = Field(default=0)
    declined: Json = Field(default_factory=dict, sa_type=sa.JSON)
    task: Json = Field(default_factory=dict, sa_type=sa.JSON)
    state: str = Field(default="todo", max_length=8)
    assignee: str = Field(default="", max_length=80)
    note: str = Field(default="", sa_type=sa.Text)
    changed_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)
    changed_by_id: int | None = Field(default=None, foreign_key="person.id", ondelete="SET NULL")


class ProjectInvitation(SQLModel, table=True):
    """The link with which people join a team: only its hash is kept, a new link replaces the old, and it ends with who made it."""

    __tablename__ = "project_invitation"

    project_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    token_hash: str = Field(max_length=64, unique=True)
    made_by_id: int | None = Field(default=None, foreign_key="person.id", ondelete="CASCADE")
    created_at: dt.datetime = Field(default_factory=now, sa_type=UTCDateTime)


class FieldReport(SQLModel, table=True):
    """What became of a recipe somewhere: how it went, and which version was tried."""

    __tablename__ = "field_report"

    entry_id: int = Field(foreign_key="entry.id", primary_key=True, ondelete="CASCADE")
    outcome: str = Field(default="", max_length=8, index=True)
    recipe_revision: int = Field(default=0)
