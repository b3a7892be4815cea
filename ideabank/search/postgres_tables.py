"""The tables of the search where PostgreSQL is the store. A cache, as an index folder is: made by the engine, not by migrations.

`terms`: each word has one position; its weight says what stands there: A a whole word of a title, B a part of a compound in a title, C and
D the same anywhere else. `titles`: words of titles as they stand; `told`: terms of titles and of what is told; `exact`: see titles.py.
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR

FIELDS = ("version", "kind", "theme", "county", "status", "languages", "length", "terms", "titles", "told", "exact")
TABLES = sa.MetaData()
DOCUMENTS = sa.Table(
    "search_document",
    TABLES,
    sa.Column("entry_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("theme", sa.String, nullable=False),
    sa.Column("county", sa.String, nullable=False),
    sa.Column("status", sa.String, nullable=False),
    sa.Column("languages", ARRAY(sa.String), nullable=False),
    sa.Column("length", sa.Integer, nullable=False),
    sa.Column("terms", TSVECTOR, nullable=False),
    sa.Column("titles", TSVECTOR, nullable=False),
    sa.Column("told", TSVECTOR, nullable=False),
    sa.Column("exact", ARRAY(sa.String), nullable=False),
    sa.Index("ix_search_document_terms", "terms", postgresql_using="gin"),
    sa.Index("ix_search_document_titles", "titles", postgresql_using="gin"),
)
STATE = sa.Table(
    "search_state",
    TABLES,
    sa.Column("made_by", sa.String, primary_key=True),
    sa.Column("position", sa.BigInteger, nullable=False),
)
