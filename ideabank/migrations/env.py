"""Alembic's environment. The connection comes from `ideabank.upkeep.schema`, never from a file."""

from alembic import context
from sqlmodel import SQLModel

import ideabank.models  # noqa: F401 every table must be known


def is_ours(_object: object, name: str | None, kind: str, reflected: bool, _other: object) -> bool:
    """Tables of PostgreSQL's search are a cache that its engine makes; migrations leave them alone."""
    return not (kind == "table" and reflected and name in ("search_document", "search_state"))


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    include_object=is_ours,
    process_revision_directives=context.config.attributes.get("directives"),
)
with context.begin_transaction():
    context.run_migrations()
