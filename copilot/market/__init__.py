"""Tickers and windows in, prices and policy rates out."""
