"""Keeping personal data and abuse out, in public and with reasons."""
