"""Tests of support and statements."""
