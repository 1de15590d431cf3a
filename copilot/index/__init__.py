"""Chunks in, passages out: full text, vectors, rank fusion, embedding."""
