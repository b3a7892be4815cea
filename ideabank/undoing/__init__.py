"""Undoing what one has just done: the button of the strip. How each thing is undone stands in the room of its noun (reversals.py)."""
