"""Rows that are alike, put together and described."""

import numpy as np
import pandas as pd

from .columns import as_number, find, need_rows, numeric
from .numbers import count, number, percent, words
from .result import Result
from .style import PALETTE, people, short

MOST_ROWS, MOST_COLUMNS = 2000, 12


def clusters(df: pd.DataFrame, columns=None, k: int | None = None) -> Result:
    """k-means on scaled numbers. k None tries 2 to 6 and takes the one that separates best (silhouette).

    Table: one row per cluster: cluster, rows, share, the mean of each column. `.facts["labels"]` is a Series, one label per row that was used.
    """
    chosen = [find(df, c) for c in columns] if columns else numeric(df)[:MOST_COLUMNS]
    if len(chosen) < 2:
        raise ValueError("clusters need at least two numeric columns that vary")
    frame = pd.DataFrame({c: as_number(df[c]) for c in chosen}).dropna()
    need_rows(frame, 20)
    scaled = _scaled(frame)
    labels, k, quality = _best(scaled, k)
    table = _table(frame, labels)
    told = _described(frame, labels, table)
    facts = {"k": k, "silhouette": quality, "rows": len(frame), "labels": pd.Series(labels, index=frame.index), "sizes": table["rows"].tolist(), "descriptions": told}
    firm = "clearly apart" if quality > 0.5 else "apart, with overlap" if quality > 0.25 else "hardly apart: the rows form more of a continuum than groups"
    return Result(
        finding=f"The rows fall into **{k} groups** that are {firm} (silhouette {quality:.2f}). The largest, {percent(table['share'].iloc[0])} of rows: {told[0]}.",
        table=table,
        facts=facts,
        evidence=[f"Group {i + 1}, {count(table['rows'].iloc[i], 'row')} ({percent(table['share'].iloc[i])}): {text}." for i, text in enumerate(told)],
        caveats=_doubts(df, frame, quality, chosen),
        draw=lambda axes, kind: _draw(axes, frame, scaled, labels, chosen),
    )


def _scaled(frame) -> pd.DataFrame:
    """Each column with mean 0 and spread 1, extremes pulled in so that no single row makes a group."""
    inner = frame.clip(frame.quantile(0.01), frame.quantile(0.99), axis=1)
    return (inner - inner.mean()) / inner.std().replace(0, 1)


def _best(scaled, k):
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    part = scaled.sample(min(len(scaled), MOST_ROWS), random_state=0)
    judged = part.head(800)
    best = None
    for tried in [k] if k else range(2, 7):
        model = KMeans(tried, n_init=3, random_state=0).fit(part)
        inside = model.predict(judged)
        score = float(silhouette_score(judged, inside)) if len(set(inside)) > 1 else -1.0
        if best is None or score > best[0] + 0.005:
            best = (score, tried, model)
    labels = best[2].predict(scaled)
    order = {old: new for new, old in enumerate(pd.Series(labels).value_counts().index)}
    return np.array([order[label] + 1 for label in labels]), best[1], best[0]


def _table(frame, labels) -> pd.DataFrame:
    means = frame.groupby(labels).mean()
    sizes = pd.Series(labels).value_counts().sort_index()
    table = means.reset_index(names="cluster")
    table.insert(1, "rows", sizes.to_numpy())
    table.insert(2, "share", (sizes / len(labels)).to_numpy())
    return table


def _described(frame, labels, table) -> list[str]:
    spread, middle = frame.std().replace(0, 1), frame.mean()
    told = []
    for _, row in table.iterrows():
        away = ((row[frame.columns].astype("float64") - middle) / spread).sort_values(key=abs, ascending=False)
        marked = [c for c in away.index[:3] if abs(away[c]) > 0.35] or [away.index[0]]
        told.append("; ".join(f"{'high' if away[c] > 0 else 'low'} {words(c)} (average {number(row[c])} against {number(middle[c])})" for c in marked))
    return told


def _doubts(df, frame, quality, chosen) -> list[str]:
    doubts = ["Such groups depend on the columns chosen: " + ", ".join(words(c) for c in chosen[:8]) + ("..." if len(chosen) > 8 else "") + "."]
    if missing := len(df) - len(frame):
        doubts.append(f"{count(missing, 'row')} with a missing value are left out.")
    if quality < 0.25:
        doubts.append("The groups are not well separated; do not build much on them.")
    return doubts


def _draw(axes, frame, scaled, labels, chosen) -> None:
    """The two columns that tell the clusters apart best."""
    between = scaled.groupby(labels).mean().var().sort_values(ascending=False)
    x, y = between.index[:2]
    shown = frame.sample(min(len(frame), 2500), random_state=0).index
    places = frame.index.get_indexer(shown)
    for label in sorted(set(labels)):
        own = shown[labels[places] == label]
        axes.scatter(frame.loc[own, x], frame.loc[own, y], s=14, alpha=0.5, color=PALETTE[(label - 1) % len(PALETTE)], edgecolors="none", label=f"group {label}")
    axes.set_xlabel(short(words(x), 60))
    axes.set_ylabel(short(words(y), 50))
    axes.legend(frameon=False, labelcolor="linecolor", fontsize=9)
    people(axes.xaxis)
    people(axes.yaxis)
