"""Who it is for: segments, service paths and service-design artefacts."""
