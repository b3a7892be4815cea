"""Search: the chain on word pairs, the engine on small banks."""
