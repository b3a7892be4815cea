"""Tests of the demo's cast."""
