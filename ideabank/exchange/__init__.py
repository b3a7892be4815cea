"""Documents in and out of the bank: front matter, NDJSON, content files."""
