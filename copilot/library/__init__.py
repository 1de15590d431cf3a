"""Files in, articles out: reading, normalising, dating, storing."""
