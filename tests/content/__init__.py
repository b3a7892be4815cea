"""The starter bank agrees with the study's figures and with the issue."""
