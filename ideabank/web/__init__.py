"""The HTTP toolkit: how a request becomes a call of a plain function and its answer a page. Knows nothing of the bank."""
