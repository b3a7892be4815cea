"""The person behind a request, as the rest of the bank sees them: an id, a name, roles. Frozen, so that nobody's rights change midway."""

import dataclasses

from ideabank.errors import SignInNeeded

ROLES = ("citizen", "representative", "designer", "team", "coordinator", "moderator", "admin")


@dataclasses.dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks. `id` is None for everybody who has not signed in; `organisations` maps entry ids to names.

    `teams`: ids of the entries whose team the person belongs to.

    `network` is a keyed hash of the network address a change is sent from; "" while one only reads.

    `language` is that of the page the person is on, and so of what they write there.
    """

    id: int | None = None
    name: str = ""
    language: str = "fi"
    roles: frozenset[str] = frozenset()
    organisations: dict[int, str] = dataclasses.field(default_factory=dict)
    session_id: int | None = None
    teams: frozenset[int] = frozenset()
    network: str = ""

    @property
    def is_signed_in(self) -> bool:
        return self.id is not None

    @property
    def person_id(self) -> int:
        """The id of who has signed in. Raises SignInNeeded."""
        if self.id is None:
            raise SignInNeeded("Sign in to take part.")
        return self.id

    @property
    def initials(self) -> str:
        return initials(self.name) or "?"

    def has(self, *roles: str) -> bool:
        """True when the person has any of these roles; an admin has all."""
        return bool(self.roles & {*roles, "admin"})


ANONYMOUS = Viewer()


def initials(name: str) -> str:
    """The first letters of a person's first two names."""
    return "".join(part[0] for part in name.split()[:2]).upper()
