"""What an administrator may set: environment variables named IDEABANK_…, each told in the handbook (configure.md)."""

import re
from email.utils import getaddresses
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ideabank.text.mail_address import plain_address


class Settings(BaseSettings):
    """All settings with their defaults; a wrong value stops the start with a sentence that names the variable."""

    model_config = SettingsConfigDict(env_prefix="IDEABANK_", extra="ignore", frozen=False)

    database_url: str = Field(
        "sqlite:///var/ideabank.sqlite3",
        description="Where the bank is kept: SQLite or PostgreSQL (postgresql+psycopg://…).",
    )
    public_url: str = Field(
        "http://127.0.0.1:8000", description="The address people use; links in mail and the cross-site guard need it."
    )
    secret: str = Field(
        "",
        description="Secret for hashing sign-in codes and network addresses; made and kept in the database when empty.",
    )
    index_dir: str = Field("", description="Folder of the search index; beside the SQLite file when empty.")
    analyser: str = Field(
        "auto", pattern="^(auto|libvoikko|pyvoikko)$", description="Finnish analyser: auto, libvoikko or pyvoikko."
    )
    threads: int = Field(
        0, ge=0, le=64, description="Worker threads a process; 0 means 2 on SQLite and 8 on PostgreSQL."
    )
    trusted_proxies: int = Field(
        0, ge=0, le=8, description="How many proxies in front add to X-Forwarded-For (see Install)."
    )
    session_days: int = Field(30, ge=1, le=365, description="How long a sign-in lasts, in days.")
    draft_days: int = Field(30, ge=1, le=365, description="How long a signed-out visitor's draft is kept, in days.")
    contact: str = Field("", description="E-mail address shown on the privacy and accessibility pages.")
    mail_from: str = Field("ideabank@localhost", description="Sender of mail.")
    smtp_host: str = Field("", description="Mail server; when empty, mail is written to the console.")
    smtp_port: int = Field(587, ge=1, le=65535, description="Port of the mail server.")
    smtp_user: str = Field("", description="User name at the mail server.")
    smtp_password: str = Field("", description="Password at the mail server.")
    smtp_starttls: bool = Field(True, description="Use STARTTLS towards the mail server.")

    @field_validator("contact")
    @classmethod
    def _contact_is_one_address(cls, value: str) -> str:
        return plain_address(value, smtputf8=True) if value.strip() else ""

    @field_validator("mail_from")
    @classmethod
    def _sender_is_one_address(cls, value: str) -> str:
        """An address, maybe with a name before it; the host may be a plain name here, such as localhost."""
        found = getaddresses([value])
        address = found[0][1] if len(found) == 1 else ""
        if not re.fullmatch(r"[^@\s,:;<>\"()\[\]]+@[a-z0-9.-]+", address, re.IGNORECASE) or not value.isprintable():
            raise ValueError("Write one e-mail address, such as bank@example.fi or Ideabank <bank@example.fi>.")
        return value

    def at(self, address: str) -> "Settings":
        """The same at this address, unless one was configured."""
        return self if "public_url" in self.model_fields_set else self.model_copy(update={"public_url": address})

    @property
    def is_https(self) -> bool:
        return urlsplit(self.public_url).scheme == "https"

    @property
    def thread_count(self) -> int:
        """Few threads: with 40 of them the interpreter lock quadruples the cost of a page (SPEED.md)."""
        if self.threads:
            return self.threads
        return 2 if self.database_url.startswith("sqlite") else 8

    @cached_property
    def index_folder(self) -> Path:
        """Where the Whoosh index lies."""
        if self.index_dir:
            return Path(self.index_dir)
        path = self.database_url.removeprefix("sqlite:///")
        return Path(path).with_suffix(".index") if path != self.database_url else Path("var/index")
