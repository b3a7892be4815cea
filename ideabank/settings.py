"""What an administrator may set: environment variables named IDEABANK_…, each told in the handbook (configure.md)."""

from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


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
    secret: str = Field("", description="Secret for hashing sign-in codes; made and kept in the database when empty.")
    index_dir: str = Field("", description="Folder of the search index; beside the SQLite file when empty.")
    analyser: str = Field(
        "auto", pattern="^(auto|libvoikko|pyvoikko)$", description="Finnish analyser: auto, libvoikko or pyvoikko."
    )
    threads: int = Field(
        0, ge=0, le=64, description="Worker threads a process; 0 means 2 on SQLite and 8 on PostgreSQL."
    )
    trusted_proxies: int = Field(0, ge=0, le=8, description="How many proxies in front add to X-Forwarded-For.")
    session_days: int = Field(30, ge=1, le=365, description="How long a sign-in lasts, in days.")
    draft_days: int = Field(30, ge=1, le=365, description="How long a signed-out visitor's draft is kept, in days.")
    drafts_megabytes: int = Field(
        200,
        ge=1,
        le=100_000,
        description="How much the drafts of people who have not signed in may take, in megabytes.",
    )
    limits: float = Field(
        1.0,
        ge=0,
        le=1000,
        description="Multiplies how much one person or network may write an hour; 0 takes limits away.",
    )
    contact: str = Field("", description="E-mail address shown on the privacy and accessibility pages.")
    mail_from: str = Field("ideabank@localhost", description="Sender of mail.")
    smtp_host: str = Field("", description="Mail server; when empty, mail is written to the console.")
    smtp_port: int = Field(587, ge=1, le=65535, description="Port of the mail server.")
    smtp_user: str = Field("", description="User name at the mail server.")
    smtp_password: str = Field("", description="Password at the mail server.")
    smtp_starttls: bool = Field(True, description="Use STARTTLS towards the mail server.")

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
