"""Tests of languages and their words."""
