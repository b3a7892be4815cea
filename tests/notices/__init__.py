"""Tests of letters: how they wait, are sent and end, against a real SMTP server."""
