"""Answers to files and back; replay."""
