"""Reads whatever was dropped below /data into DataFrames and keeps them by the name of their variable."""

from .registry import Source, close, databases, frames, load, open_file, packages_for, pieced, sources, tables

__all__ = ["Source", "close", "databases", "frames", "load", "open_file", "packages_for", "pieced", "sources", "tables"]
