"""Long runs: fuzz, load, kills. `make test` runs a seeded sample of each, `make torture` the whole.

IDEABANK_TORTURE is how many times the sample is run: 1 when it is not set.
"""

import os

FACTOR = max(1, int(os.environ.get("IDEABANK_TORTURE") or "1"))
