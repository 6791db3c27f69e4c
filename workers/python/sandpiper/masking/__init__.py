"""Masking by construction: detect, classify, tokenise. Runs in the kernel that runs our code alone; see docs/masking.md."""
