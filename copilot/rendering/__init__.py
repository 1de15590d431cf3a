"""Answers to terminal, JSON and Markdown."""
