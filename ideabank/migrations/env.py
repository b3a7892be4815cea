"""Alembic's environment. The connection comes from `ideabank.store`, never from a file."""

from alembic import context
from sqlmodel import SQLModel

import ideabank.models  # noqa: F401 every table must be known

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
