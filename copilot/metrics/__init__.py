"""Prices in, metrics out: one function per definition."""
