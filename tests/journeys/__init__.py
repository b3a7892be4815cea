"""What people come to do, from beginning to end."""
