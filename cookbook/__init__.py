"""How it is done: recipes, terms, and the handbook of this very product (content/handbook)."""
