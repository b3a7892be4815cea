"""Tests of the kind of organisations."""
