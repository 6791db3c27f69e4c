"""Tested analyses for the kernel: each returns a Result with .finding, .table, .facts, .evidence, .caveats and .chart()."""

from .groups import by_group, share, total
from .overview import duplicates, overview, quality
from .result import Result
from .trend import trend

__all__ = ["Result", "by_group", "duplicates", "overview", "quality", "share", "total", "trend"]
