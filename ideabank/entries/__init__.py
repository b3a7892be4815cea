"""The bank itself: entries of several kinds, their texts, revisions, links and events, and who may see them."""
