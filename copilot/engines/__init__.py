"""Question and evidence in, draft out."""
