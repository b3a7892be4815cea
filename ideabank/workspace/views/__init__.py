"""What the templates of this package read: frozen pages and pieces, with every word chosen and every address made."""
