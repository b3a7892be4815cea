"""Words folded into lines for drawings, which know no widths of letters."""

CHARACTER = 7.1  # mean width of a letter of 13 px sans, on the safe side


def wrapped(words: str, width: float, limit: int = 40) -> list[str]:
    """The words in lines that fit, beginning a new one where they do; a word longer than a line is cut."""
    room = max(4, int(width / CHARACTER))
    lines = [line for told in words.split("\n") for line in _folded(told, room)]
    if len(lines) <= limit:
        return lines
    return [*lines[: limit - 1], lines[limit - 1][: room - 1].rstrip(" -,") + "…"]


def _folded(words: str, room: int) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        while len(word) > room:
            lines.append(word[: room - 1] + "-")
            word = word[room - 1 :]
        if lines and len(lines[-1]) + 1 + len(word) <= room and not lines[-1].endswith("-"):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
