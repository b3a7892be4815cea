"""What people say about an entry: support, statements of organisations, comments."""
