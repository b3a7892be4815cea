"""Ideabank: an open bank of needs, proposals and solutions, joined by typed links."""
