"""Tests of the roof's own work: backup, doctor, migrations, what runs beside requests."""
