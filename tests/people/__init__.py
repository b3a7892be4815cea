"""Tests of people: signing in, codes, sessions."""
