"""Tests of the front page and what search engines read."""
