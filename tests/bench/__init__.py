"""Measuring: `make bench`. Ratios within one run count; milliseconds depend on the machine."""
