"""The handbook of this very product, as pages."""
