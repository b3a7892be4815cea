"""Proposals: the pre-study's development actions, each with an owner to be and needs behind it."""
