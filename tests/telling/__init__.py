"""Tests of telling: where entries begin and how they are formed."""
