"""Sheets: what paths and artefacts are made of. Lanes down, columns across, findings in the cells; one mechanism for all types."""
