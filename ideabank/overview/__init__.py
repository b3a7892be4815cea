"""The rooms that look over the whole bank: the front page, search, prose pages."""
