"""The shared vocabulary: terms with definitions in three languages, marked where they are used, and exported as SKOS."""
