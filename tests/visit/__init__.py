"""Tests of the rooms that every kind shares."""
