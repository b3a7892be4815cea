"""The product as a process of its own, which can be killed: started on a free port, asked until it answers."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2

from ideabank.settings import Settings

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds until a server must answer, on a machine that does other things too


class Server:
    """One `ideabank serve` with settings of its own."""

    def __init__(self, settings: Settings, **environment: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        ours = {
            "IDEABANK_DATABASE_URL": settings.database_url,
            "IDEABANK_INDEX_DIR": settings.index_dir,
            "IDEABANK_PUBLIC_URL": self.url,
        }
        self.environment = {**os.environ, "PYTHONPATH": str(ROOT), **ours, **environment}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when it answers."""
        command = [sys.executable, "-m", "ideabank", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL)
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            assert self.process.poll() is None, "The server ended by itself."
            with contextlib.suppress(httpx2.TransportError):
                if httpx2.get(f"{self.url}/health", timeout=5).status_code == 200:
                    return
            time.sleep(0.05)  # until it listens
        raise AssertionError("The server did not answer.")

    def kill(self) -> None:
        """Ends it as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@contextlib.contextmanager
def serving(settings: Settings, **environment: str) -> Iterator[Server]:
    """A running server, gone afterwards."""
    server = Server(settings, **environment)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
