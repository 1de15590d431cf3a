"""Samples in, scores out, tables out."""
