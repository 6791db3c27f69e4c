"""How far two groups lie apart, in percent."""

import pandas as pd

from .columns import MISSING, as_group, find, measure, need_rows
from .numbers import count, named, number, percent, safe
from .result import Result
from .style import bars


def apart(df: pd.DataFrame, by, value=None, how: str = "", higher: bool = False, unit: str = "") -> Result:
    """The lowest group of `by` against the highest: the difference, and in percent of the higher one (of the lower one where `higher`).

    how: as in by_group. Table: group, value, rows.
    """
    need_rows(df, 2)
    how = how or ("count" if value is None else "mean")
    keys = as_group(df[find(df, by)])
    known = keys != MISSING
    groups = (measure(df, value) if value is not None else pd.Series(1.0, index=df.index))[known].groupby(keys[known])
    figures = groups.agg("sum" if value is None else how).dropna().sort_values()
    if len(figures) < 2:
        raise ValueError(f"{by!r} has fewer than two groups; nothing to compare")
    (low, small), (high, large) = (figures.index[0], float(figures.iloc[0])), (figures.index[-1], float(figures.iloc[-1]))
    what, difference = named(value, how), large - small
    share = difference / (small if higher else large) if (small if higher else large) > 0 else float("nan")
    lead = f"**{safe(high)}** is **{percent(share)}** higher than {safe(low)}" if higher else f"**{safe(low)}** is **{percent(share)}** lower than {safe(high)}"
    table = pd.DataFrame({str(by): figures.index[::-1], what: figures.to_numpy()[::-1]})
    table["rows"] = groups.size().reindex(table[str(by)]).to_numpy()
    return Result(
        finding=f"By {what}, {lead}: {number(small if not higher else large, unit)} against {number(large if not higher else small, unit)}, a difference of **{number(difference, unit)}**.",
        table=table,
        facts={"low": low, "low_value": small, "high": high, "high_value": large, "difference": difference, "share": share},
        evidence=[f"{safe(row.iloc[0])}: {number(row.iloc[1], unit)}, over {count(row['rows'], 'row')}." for _, row in table.head(6).iterrows()],
        caveats=[f"There are {len(figures)} groups; the lowest and the highest are compared."] if len(figures) > 2 else [],
        draw=lambda axes, kind: bars(axes, list(table.iloc[:15, 0]), list(table.iloc[:15, 1]), what),
    )
