"""Field reports: what became of a recipe where somebody tried it."""
