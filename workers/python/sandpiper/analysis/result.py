"""What every analysis returns."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd


@dataclass
class Result:
    """One analysis, ready to be told.

    finding: a sentence made of computed values.  table: the numbers behind it.
    facts: the same values by name, unrounded.    evidence, caveats: sentences.
    chart(kind=None): a matplotlib Figure; kind is "bar", "line", "pie", "scatter" or None for the fitting one.
    """

    finding: str
    table: pd.DataFrame
    facts: dict[str, Any] = field(default_factory=dict)
    evidence: list[str] = field(default_factory=list)
    caveats: list[str] = field(default_factory=list)
    draw: Callable[[Any, str | None], None] | None = None

    def chart(self, kind: str | None = None):
        """A new Figure. Raises ValueError where there is nothing to draw."""
        if self.draw is None:
            raise ValueError("this result has nothing to draw; show its .table")
        from .style import blank

        figure, axes = blank()
        self.draw(axes, kind)
        return figure

    @property
    def drawable(self) -> bool:
        return self.draw is not None
