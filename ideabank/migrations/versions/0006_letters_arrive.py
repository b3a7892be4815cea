"""letters arrive."""

import datetime as dt

import idna
import sqlalchemy as sa
import sqlmodel
from alembic import op

import ideabank.database

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = ideabank.database.UTCDateTime(timezone=True)
WORD = sqlmodel.sql.sqltypes.AutoString


def upgrade() -> None:
    _forget_codes()
    with op.batch_alter_table("sign_in_code", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asker_hash", WORD(length=64), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("known", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asker_hash", WORD(length=64), nullable=False, server_default=""))
    # What mail servers wrote may hold the address.
    op.execute("UPDATE mail SET error = ''")
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.add_column(sa.Column("due_at", MOMENT, nullable=True))
        batch_op.add_column(sa.Column("expires_at", MOMENT, nullable=True))
        batch_op.add_column(sa.Column("claim", WORD(length=32), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("claimed_until", MOMENT, nullable=True))
        batch_op.add_column(sa.Column("dead_at", MOMENT, nullable=True))
        batch_op.alter_column("error", existing_type=WORD(length=300), type_=WORD(length=40), existing_nullable=False)
    op.execute("UPDATE mail SET due_at = created_at")
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.alter_column("due_at", existing_type=MOMENT, nullable=False)
        batch_op.create_index(batch_op.f("ix_mail_due_at"), ["due_at"], unique=False)
    _settle_letters()
    _addresses_in_ascii()


def _forget_codes() -> None:
    """Codes live ten minutes and those of before belong to no browser: they go, and so do letters that carry them."""
    bind = op.get_bind()
    code = sa.table("sign_in_code", sa.column("email"), sa.column("created_at", MOMENT))
    mail = sa.table("mail", sa.column("id"), sa.column("recipient"), sa.column("body"), sa.column("created_at", MOMENT))
    asked = {(row.email, row.created_at.replace(microsecond=0)) for row in bind.execute(sa.select(code))}
    for letter in bind.execute(sa.select(mail).where(mail.c.body != "")).all():
        second = letter.created_at.replace(microsecond=0)
        if {(letter.recipient, second), (letter.recipient, second - dt.timedelta(seconds=1))} & asked:
            bind.execute(mail.delete().where(mail.c.id == letter.id))
    bind.execute(code.delete())


def _settle_letters() -> None:
    """Letters were marked as sent before they were: a body that is still there tells that nobody knows how it ended."""
    bind = op.get_bind()
    now = ideabank.database.now()
    columns = [sa.column(name, MOMENT) for name in ("created_at", "sent_at", "expires_at", "dead_at")]
    mail = sa.table("mail", sa.column("tries"), sa.column("body"), *columns)
    young = mail.c.created_at > now - dt.timedelta(days=1)
    unknown = mail.c.body != ""
    bind.execute(mail.update().where(unknown, young).values(sent_at=None, tries=0))
    given_up = sa.and_(mail.c.sent_at.is_(None), ~young)
    bind.execute(mail.update().where(given_up).values(dead_at=now))
    bind.execute(mail.update().where(~young).values(body=""))


def _addresses_in_ascii() -> None:
    """Domains with letters of their own are kept from now on as letters reach them."""
    bind = op.get_bind()
    person = sa.table("person", sa.column("id"), sa.column("email"))
    there = {row.email: row.id for row in bind.execute(sa.select(person)) if row.email}
    for address, number in there.items():
        local, _, domain = address.rpartition("@")
        if domain.isascii():
            continue
        try:
            plain = f"{local}@{idna.encode(domain, uts46=True, std3_rules=True).decode()}"
        except UnicodeError:
            continue
        if plain not in there:
            bind.execute(person.update().where(person.c.id == number).values(email=plain))


def downgrade() -> None:
    with op.batch_alter_table("mail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mail_due_at"))
        batch_op.alter_column("error", existing_type=WORD(length=40), type_=WORD(length=300), existing_nullable=False)
        for name in ("dead_at", "claimed_until", "claim", "expires_at", "due_at"):
            batch_op.drop_column(name)
    with op.batch_alter_table("sign_in_session", schema=None) as batch_op:
        batch_op.drop_column("asker_hash")
    with op.batch_alter_table("sign_in_code", schema=None) as batch_op:
        batch_op.drop_column("known")
        batch_op.drop_column("asker_hash")
