"""Letters: which wait, how each is sent and how it ends. Who writes them puts a `Mail` into the transaction that causes it."""
