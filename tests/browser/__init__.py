"""The bank in a real browser: accessibility, security policy, weight, reflow, keyboard, and the journeys."""
