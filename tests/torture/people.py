"""Many people at once: each reads, writes and errs by a seeded plan, and keeps an account of what was acknowledged."""

import dataclasses
import random
import threading
import time
from collections import Counter

import httpx2

from ideabank.people.actions import equip
from ideabank.people.signin import open_session
from tests.world import World

READS = ("/", "/usecases", "/solutions", "/search?q=ajanvaraus", "/usecases?theme=booking", "/segments", "/proposals")
REFUSED: tuple[tuple[str, dict[str, str]], ...] = (
    ("{booking}/comments", {"body": "", "stance": "for"}),
    ("{booking}/comments", {"body": "Sanat", "stance": "nonsense"}),
    ("/usecases", {"title": "", "do": "publish"}),
    ("{queue}/report", {"reason": "", "words": ""}),
    ("{booking}/comments", {"body": "Tunnus 131052-308T", "stance": "for"}),
)


@dataclasses.dataclass
class Account:
    """What the bank said it took, by words that occur once; and how it answered."""

    comments: set[str] = dataclasses.field(default_factory=set)
    needs: set[str] = dataclasses.field(default_factory=set)
    letters: set[str] = dataclasses.field(default_factory=set)
    supports: bool = False
    answers: Counter[int] = dataclasses.field(default_factory=Counter)


@dataclasses.dataclass
class Person:
    """One client with a plan of its own."""

    world: World
    url: str
    number: int
    token: str
    account: Account = dataclasses.field(default_factory=Account)
    turn: int = 0

    def __post_init__(self) -> None:
        self.luck = random.Random(self.number)

    def live(self, until: float, *, mortal: bool = False) -> None:
        """Acts until the moment on the monotonic clock, or until the server is away when `mortal`."""
        with httpx2.Client(base_url=self.url, cookies={"session": self.token}, timeout=30) as client:
            while time.monotonic() < until:
                self.turn += 1
                try:
                    self._act(client, self.luck, f"{self.number}x{self.turn}")
                except httpx2.TransportError:
                    if not mortal:
                        raise
                    return

    def _act(self, client: httpx2.Client, luck: random.Random, word: str) -> None:
        chance = luck.random()
        if chance < 0.15:
            path, data = luck.choice(REFUSED)
            assert self._post(client, path, data) in (422, 429, 503)
        elif (
            chance < 0.30 and self._post(client, "{booking}/comments", {"body": f"Sana {word}", "stance": "for"}) == 303
        ):
            self.account.comments.add(f"Sana {word}")
        elif chance < 0.36 and self._need(client, f"Tarve {word}") == 303:
            self.account.needs.add(f"Tarve {word}")
        elif chance < 0.45:
            wish = luck.random() < 0.7
            if self._post(client, "{queue}/support", {"support": "yes" if wish else "no"}) == 303:
                self.account.supports = wish
        elif chance < 0.48 and self._sign_in(client, f"p{word}@example.org") == 200:
            self.account.letters.add(f"p{word}@example.org")
        else:
            answer = client.get(f"/fi{luck.choice(READS)}" if luck.random() < 0.7 else self.world.path("booking"))
            self.account.answers[answer.status_code] += 1

    def _need(self, client: httpx2.Client, title: str) -> int:
        data = {
            "title": title,
            "who": "Omaishoitaja",
            "want": "Varata",
            "theme": "booking",
            "language": "fi",
            "do": "publish",
        }
        return self._post(client, "/usecases", data)

    def _sign_in(self, client: httpx2.Client, email: str) -> int:
        # Everybody has a network address of their own, as the proxy in front would tell.
        headers = {"X-Forwarded-For": f"10.{self.number}.{len(self.account.letters) % 250}.1"}
        return self._post(client, "/sign-in", {"email": email, "next": "/fi/"}, headers)

    def _post(
        self, client: httpx2.Client, path: str, data: dict[str, str], headers: dict[str, str] | None = None
    ) -> int:
        where = {name: self.world.path(name).removeprefix("/fi") for name in ("booking", "queue")}
        answer = client.post("/fi" + path.format(**where), data=data, headers=headers)
        self.account.answers[answer.status_code] += 1
        return answer.status_code


def crowd(world: World, url: str, size: int) -> list[Person]:
    """So many citizens, each signed in."""
    with world.database.writing() as session:
        people = [equip(session, f"joukko{number}@example.org", roles=["citizen"]) for number in range(size)]
        tokens = [open_session(session, person, device="Test", days=1) for person in people]
    return [Person(world, url, number, token) for number, token in enumerate(tokens)]


def at_once(people: list[Person], seconds: float, *, mortal: bool = False) -> None:
    """Everybody lives for so many seconds; what goes wrong in one is raised here."""
    until, wrong = time.monotonic() + seconds, []

    def run(person: Person) -> None:
        try:
            person.live(until, mortal=mortal)
        except BaseException as error:
            wrong.append(error)

    threads = [threading.Thread(target=run, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise wrong[0]
