"""Tests of statuses and withdrawal."""
