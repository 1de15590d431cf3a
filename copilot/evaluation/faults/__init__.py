"""Faults planted end to end over real answers: what was planted, and what the program said of it."""
