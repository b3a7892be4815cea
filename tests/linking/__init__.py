"""Tests of links between entries."""
