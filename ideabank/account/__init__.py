"""The rooms of one's own: signing in, the account, taking one's data out, leaving. And, in the demo, trying it as somebody."""
