"""Projects: what a team carries out, task by task."""
