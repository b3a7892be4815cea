"""A writer that is killed while segments of the index are merged: no change it acknowledged is lost, and the index answers as one made anew."""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from ideabank.search.chain import Chain
from ideabank.search.port import Document
from ideabank.search.whoosh_engine import WhooshEngine
from tests.search.aged import Answers, Asked, answers, questions, starter_bank, texts
from tests.torture import FACTOR

KILLS = 3 if FACTOR == 1 else max(6, FACTOR)
ROOT = Path(__file__).parents[2]
EVERY = 12  # of the starter bank's entries: what is merged often may be small
# Between which two of these lines a writer dies: while postings are taken over, while the segment is written, while its sums are.
MOMENTS = ("merging", "writing", "sealing")

# Edits a bank from where its index stands, merging every few changes, and says each moment before it comes.
WRITER = """
import sys
from pathlib import Path
from ideabank.search import merging, seal
from ideabank.search.chain import Chain
from ideabank.search.whoosh_engine import WhooshEngine
from ideabank.search.whoosh_writing import Writing
from tests.search.aged import starter_bank
from tests.torture.test_kills_in_merging import EVERY, Blind

def telling(moment, act):
    def told(*given, **named):
        print(moment, flush=True)
        return act(*given, **named)
    return told

merging.TAIL_DOCUMENTS = 4
Writing._merge, Writing.commit, seal.write = (
    telling("merging", Writing._merge), telling("writing", Writing.commit), telling("sealing", seal.write))
engine, bank = WhooshEngine(Path(sys.argv[1]), Chain()), starter_bank(seed=21, every=EVERY)
stands = engine.position()
assert stands, "the index does not open"
for position in range(2, 100_000):
    bank.edit(engine if position > stands else Blind(), position=position)
    if position > stands:
        print("done", position, flush=True)
"""


class Blind:
    """Takes changes that the index has already."""

    def update(self, *given: object, **named: object) -> None:
        """Nothing is left to do."""


def test_no_kill_while_segments_are_merged_loses_a_change(tmp_path: Path, figure: Callable[[str], None]) -> None:
    chain, luck = Chain(), random.Random(2028)
    asked = questions(chain, list(texts())[::40])
    bank = starter_bank(seed=21, every=EVERY)
    first = WhooshEngine(tmp_path / "merged", chain)
    first.rebuild(bank.living(), position=1)
    first.close()
    stood, died = 1, dict.fromkeys(MOMENTS, 0)
    for run in range(KILLS):
        moment = MOMENTS[run % len(MOMENTS)]
        done = kill_in(tmp_path / "merged", moment, after=luck.randint(1, 6), pause=luck.uniform(0, 0.03))
        died[moment] += 1
        opened = WhooshEngine(tmp_path / "merged", chain)
        position = opened.position()
        assert position is not None, f"run {run}: the index does not open after a kill while {moment}"
        assert position >= max(done, stood), f"run {run}: a change that was made is lost"
        for one in range(stood + 1, position + 1):
            bank.edit(Blind(), position=one)  # type: ignore[arg-type]
        stood = position
        assert opened.versions() == {document.entry_id: document.version for document in bank.living()}
        expected = anew(tmp_path / f"anew-{run}", chain, bank.living(), asked)
        assert answers(opened, asked) == expected, f"run {run}: it answers otherwise than one made anew"
        opened.close()
    figure(
        f"{KILLS} kills in merging ({', '.join(f'{count} {name}' for name, count in died.items())}): {stood} changes kept"
    )


def kill_in(folder: Path, moment: str, *, after: int, pause: float) -> int:
    """Lets a writer edit until this moment has come so many times, and kills it a little later. Gives the last change it told to be made."""
    done = 0
    command = [sys.executable, "-c", WRITER, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        for line in writer.stdout:
            word, _space, number = line.strip().partition(" ")
            done = int(number) if word == "done" else done
            after -= word == moment
            if not after:
                break
        time.sleep(pause)  # each run dies at another place within the moment
        writer.kill()
        rest = writer.stdout.read().split("\n")
    finished = [int(line.partition(" ")[2]) for line in rest[:-1] if line.startswith("done ")]
    assert not after, "The writer ended by itself."
    return max([done, *finished])


def anew(folder: Path, chain: Chain, living: list[Document], asked: list[Asked]) -> Answers:
    """What an index made of the same bank says."""
    made = WhooshEngine(folder, chain)
    made.rebuild(living, position=1)
    found = answers(made, asked)
    made.close()
    return found
