"""Tests of reading: an entry's page, lists, versions."""
