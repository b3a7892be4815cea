"""Solutions: services, platforms and applications that exist or are being built."""
