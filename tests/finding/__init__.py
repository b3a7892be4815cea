"""Tests of searching, as far as it is no engine's."""
