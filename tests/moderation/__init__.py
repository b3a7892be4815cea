"""Tests of moderation: reports, hiding, words taken away."""
