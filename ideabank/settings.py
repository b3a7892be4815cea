"""What an administrator may set: environment variables named IDEABANK_…, each told in the handbook (configure.md)."""

import difflib
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from ideabank.text import addresses
from ideabank.text.mail_address import plain_address
from ideabank.text.plain import Json

PREFIX = "IDEABANK_"
OF_TESTS = ("IDEABANK_CHROMIUM", "IDEABANK_TORTURE")  # read by the tests alone
LEAST_SECRET = 16
POSTGRESQL = "postgresql+psycopg"


class WrongSetting(ValueError):
    """One or more settings cannot be used; the words name each variable and what it takes."""


def _database(typed: str) -> str:
    typed = _one_line(typed.strip())
    try:
        url = make_url(typed)
    except (ArgumentError, ValueError) as error:
        raise ValueError("it is no address of a database") from error
    if url.drivername in ("postgres", "postgresql"):
        return _database(url.set(drivername=POSTGRESQL).render_as_string(hide_password=False))
    if url.drivername not in ("sqlite", POSTGRESQL):
        raise ValueError(f"{addresses.quoted(url.drivername)} is no database the bank can be kept in")
    if url.query and url.drivername == "sqlite":
        raise ValueError("a file takes no parameters")
    if url.drivername == "sqlite" and (url.host or url.database in (None, "", ":memory:")):
        raise ValueError("it names no file: write three slashes before a path from here, four before one from the root")
    if url.drivername == POSTGRESQL and not url.database:
        raise ValueError("it does not name the database")
    if url.drivername == "sqlite":
        _whole_path(str(url.database))
    return typed


def _whole_path(typed: str) -> str:
    """Only a shell knows whose home ~ is: here it would be a folder of that name."""
    if typed.startswith("~"):
        raise ValueError("it begins with ~: write the whole path, from the root on")
    return typed


def _folder(typed: str) -> str:
    typed = _whole_path(typed.strip())
    if Path(typed).is_file():
        raise ValueError(f"{addresses.quoted(typed)} is a file")
    return typed


def _secret(typed: str) -> str:
    if typed and len("".join(typed.split())) < LEAST_SECRET:
        raise ValueError("it is shorter, spaces apart")
    return typed


def _one_line(typed: str) -> str:
    if not all(letter.isprintable() for letter in typed):
        raise ValueError("it has a letter that cannot be seen")
    return typed


def _mailbox(typed: str) -> str:
    return plain_address(typed, smtputf8=True) if typed else ""


def _host(typed: str) -> str:
    return addresses.host_name(typed) if typed else ""


class Settings(BaseSettings):
    """All settings with their defaults. `from_environment` reads them; a wrong value stops the start with a sentence."""

    # What is set to nothing is not set: so do files that hand variables on write it.
    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=False, env_ignore_empty=True)

    database_url: Annotated[str, AfterValidator(_database)] = Field(
        "sqlite:///var/ideabank.sqlite3",
        description="Where the bank is kept: SQLite or PostgreSQL (postgresql+psycopg://…).",
    )
    public_url: Annotated[str, AfterValidator(addresses.site_address)] = Field(
        "http://127.0.0.1:8000",
        description="The address people use, without a path; links in mail, the cross-site guard and search engines need it.",
    )
    secret: Annotated[str, AfterValidator(_secret)] = Field(
        "",
        description="Secret for hashing sign-in codes and network addresses; made and kept in the database when empty.",
    )
    index_dir: Annotated[str, AfterValidator(_one_line), AfterValidator(_folder)] = Field(
        "", description="Folder of the search index; beside the SQLite file when empty."
    )
    analyser: str = Field(
        "auto", pattern="^(auto|libvoikko|pyvoikko)$", description="Finnish analyser: auto, libvoikko or pyvoikko."
    )
    semantic: bool = Field(
        False,
        description="Ask a model of sentences, too, whether a need may already exist; needs the extra semantic (see Search).",
    )
    threads: int = Field(
        0, ge=0, le=64, description="Worker threads a process; 0 means 2 on SQLite and 8 on PostgreSQL."
    )
    trusted_proxies: int = Field(
        0, ge=0, le=8, description="How many proxies in front add to X-Forwarded-For (see Install)."
    )
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
    contact: Annotated[str, AfterValidator(_mailbox)] = Field(
        "", description="E-mail address shown on the privacy and accessibility pages and in security.txt."
    )
    mail_from: Annotated[str, AfterValidator(addresses.sender)] = Field(
        "ideabank@localhost", description="Sender of mail."
    )
    smtp_host: Annotated[str, AfterValidator(_host)] = Field(
        "", description="Mail server; when empty, mail is written to the console."
    )
    smtp_port: int = Field(587, ge=1, le=65535, description="Port of the mail server.")
    smtp_user: Annotated[str, AfterValidator(_one_line)] = Field("", description="User name at the mail server.")
    smtp_password: Annotated[str, AfterValidator(_one_line)] = Field("", description="Password at the mail server.")
    smtp_starttls: bool = Field(True, description="Use STARTTLS towards the mail server.")

    def at(self, address: str) -> "Settings":
        """The same at this address, unless one was configured."""
        return self if "public_url" in self.model_fields_set else self.model_copy(update={"public_url": address})

    @property
    def known_url(self) -> str:
        """The address people use, when somebody has said it; "" while it is only the default. What crawlers read is made of this."""
        return self.public_url if "public_url" in self.model_fields_set else ""

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
        url = make_url(self.database_url)
        if url.get_backend_name() != "sqlite" or not url.database:
            return Path("var/index")
        beside = Path(url.database).with_suffix(".index")
        return beside if beside != Path(url.database) else Path(f"{beside}.index")


# What cannot be read from the bounds of a field. The values of those without a mark are never told: they may hold a password.
TAKES = {
    "database_url": "sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/DATABASE",
    "public_url": "the address people use, such as https://bank.example",
    "secret": f"at least {LEAST_SECRET} letters",
    "index_dir": "a folder",
    "analyser": "auto, libvoikko or pyvoikko",
    "contact": "one e-mail address, such as bank@example.org",
    "mail_from": "one e-mail address, such as bank@example.org or Ideabank <bank@example.org>",
    "smtp_host": "the name of a host, such as mail.example.org, without a port",
    "smtp_user": "a line of text",
    "smtp_password": "a line of text",
}


def from_environment() -> Settings:
    """The settings of this process. Raises WrongSetting with a sentence for each that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        # Not chained: pydantic's own words hold the values, passwords too.
        raise WrongSetting("\n".join(_sentence(dict(one)) for one in error.errors())) from None


def strangers(names: Iterable[str]) -> Iterator[str]:
    """A sentence for each variable that is named like a setting and is none; told at the start, never fatal."""
    for name in sorted({name.upper() for name in names} - set(OF_TESTS)):
        field = name.removeprefix(PREFIX).lower()
        if name.startswith(PREFIX) and field not in Settings.model_fields:
            near = difflib.get_close_matches(field, Settings.model_fields, 1)
            yield f"There is no setting {name}" + (f"; is {variable(near[0])} meant?" if near else ".")


def variable(field: str) -> str:
    """The name of the environment variable of a field."""
    return f"{PREFIX}{field.upper()}"


def _sentence(fault: Json) -> str:
    """pydantic's finding in words: the variable, what it takes, and what is wrong with what it has."""
    field = str(fault["loc"][0])
    reason = fault.get("ctx", {}).get("error") or f"{addresses.quoted(str(fault['input']))} is none"
    return f"{variable(field)} takes {_takes(field)}; {reason}."


def _takes(field: str) -> str:
    if field in TAKES:
        return TAKES[field]
    kind = Settings.model_fields[field]
    if kind.annotation is bool:
        return "yes or no"
    bounds = {name: getattr(one, name) for one in kind.metadata for name in ("ge", "le") if hasattr(one, name)}
    sort = "whole number" if kind.annotation is int else "number"
    return f"a {sort} from {bounds['ge']} to {bounds['le']}"
