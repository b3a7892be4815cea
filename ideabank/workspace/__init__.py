"""The rooms every kind shares: list, entry page, telling and editing, linking, talk. Sections bring kinds, not pages."""
