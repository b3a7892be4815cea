"""The register of requirements."""
