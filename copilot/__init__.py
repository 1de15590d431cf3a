"""A research copilot for people who read markets: every number it shows can be checked."""

__version__ = "0.1.0"
