"""Tests of the account: taking data out, leaving."""
