"""What every analysis returns."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd


@dataclass
class Result:
    """One analysis, ready to be told.

    finding: a sentence made of computed values.  table: the numbers behind it, unrounded; shown: the same, rounded for people.
    facts: the same values by name, unrounded.    evidence, caveats: sentences.
    chart(kind=None): a matplotlib Figure; kind is "bar", "line", "pie", "scatter" or None for the fitting one.
    """

    finding: str
    table: pd.DataFrame
    facts: dict[str, Any] = field(default_factory=dict)
    evidence: list[str] = field(default_factory=list)
    caveats: list[str] = field(default_factory=list)
    draw: Callable[[Any, str | None], None] | None = None
    percents: tuple[str, ...] = ()
    """Columns of the table that hold shares of one or relative changes."""
    exact: bool = False
    """The table holds rows of the data, which are shown as they are."""

    def chart(self, kind: str | None = None):
        """A new Figure. Raises ValueError where there is nothing to draw."""
        if self.draw is None:
            raise ValueError("this result has nothing to draw; show its .table")
        from .style import blank

        figure, axes = blank()
        self.draw(axes, kind)
        return figure

    @property
    def shown(self) -> pd.DataFrame:
        """The table for people: shares as "share %" with one decimal, other computed fractions cut to what can be read."""
        if self.exact:
            return self.table
        table = self.table.copy()
        for column in table.columns:
            if not table[column].dtype.kind == "f":
                continue
            table[column] = (100 * table[column]).round(1) if column in self.percents else _rounded(table[column])
        return table.rename(columns={c: f"{c} %" for c in self.percents if f"{c} %" not in table})

    @property
    def drawable(self) -> bool:
        return self.draw is not None


def _rounded(series: pd.Series) -> pd.Series:
    """Two decimals, or four significant digits where the whole column is below one."""
    largest = series.abs().replace(np.inf, np.nan).max()
    small = 0 < largest < 1
    return series.round(int(3 - np.floor(np.log10(largest))) if small else 2)
