"""Recipes: good practices told so that a team can repeat them."""
