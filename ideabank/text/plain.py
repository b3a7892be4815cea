"""Plain data: what JSON holds, between a column, a file, and the values that a room makes of it."""

from typing import Any

# An object of JSON whose names only its owner knows: what is stored is read by a codec, never trusted by shape.
Json = dict[str, Any]
