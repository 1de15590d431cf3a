"""Chunks in, passages out: full text, vectors, rank fusion, embedding.

A query goes `retrieve` → `lexical` and `vectors` (of `embedding`, on the network that `onnx_graph` writes) → fused by rank →
passages; `openings` says what a library holds.
"""
