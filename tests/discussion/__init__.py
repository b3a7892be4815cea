"""Tests of discussion: support, statements, comments."""
