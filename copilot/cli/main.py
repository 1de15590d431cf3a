"""Entry point (filled in below)."""


def main() -> int:
    """Run the program."""
    return 0
