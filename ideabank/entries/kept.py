"""What is worked out once and kept in this process until something in the bank changes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from ideabank.database import is_writing
from ideabank.entries.queries import data_version

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """Values by key, the most lately used `most` of them. Only plain values: a row would go with the session that read it."""

    def __init__(self, most: int = 500) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, tuple[object, Value]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, session: Session, key: Hashable, make: Callable[[], Value]) -> Value:
        """What `make` gives, made anew only after a change. A writing session's own is not kept: it may be rolled back."""
        version = _version(session)
        with self._lock:
            found = self._values.get(key)
            if found is not None and found[0] == version:
                self._values.move_to_end(key)
                return found[1]
        made = make()
        if not is_writing(session):
            self._keep(key, version, made)
        return made

    def _keep(self, key: Hashable, version: object, made: Value) -> None:
        with self._lock:
            self._values[key] = version, made
            self._values.move_to_end(key)
            if len(self._values) > self._most:
                self._values.popitem(last=False)


def _version(session: Session) -> object:
    """The data's version, asked once in a reading transaction: what is made of newer data is then made anew by the next reader."""
    known = session.info.get("data_version")
    if known is not None and known[0] is session.get_transaction() and not is_writing(session):
        return known[1]
    version = data_version(session)
    session.info["data_version"] = session.get_transaction(), version
    return version
