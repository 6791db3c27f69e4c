"""Reads whatever was dropped below /data into DataFrames and keeps them by the name of their variable."""

from .registry import Source, close, databases, load, open_file, packages_for, sources, tables

__all__ = ["Source", "close", "databases", "load", "open_file", "packages_for", "sources", "tables"]
