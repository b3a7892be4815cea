"""Finding: analysis of three languages, the engine behind a port, and keeping its index in step with the database."""
