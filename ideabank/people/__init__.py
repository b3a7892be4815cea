"""Who people are: persons, roles, memberships, sign-in and sessions. Organisations themselves are entries."""
