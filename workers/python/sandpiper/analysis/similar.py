"""Rows that are alike, put together and described."""

import numpy as np
import pandas as pd

from .columns import as_number, find, need_rows, numeric
from .numbers import count, number, percent, words
from .result import Result
from .style import INK, PALETTE, inner, people, short

MOST_ROWS, MOST_COLUMNS, JUDGED = 2000, 12, 600


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
    sizes = ", ".join(f"**{n:,}**" for n in table["rows"])
    firm = "clearly apart" if quality > 0.5 else "apart, with overlap" if quality > 0.25 else "hardly apart: the rows form more of a continuum than groups"
    return Result(
        finding=f"The rows fall into **{k} groups** that are {firm} (silhouette {quality:.2f}). Their sizes are {sizes} rows. The largest, {percent(table['share'].iloc[0])} of rows: {told[0]}.",
        table=table,
        percents=("share",),
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
    points = scaled.to_numpy(dtype="float64")
    rng = np.random.default_rng(0)
    part = points[rng.permutation(len(points))[:MOST_ROWS]]
    best = None
    for tried in [k] if k else range(2, 7):
        centres = min((_means(part, tried, rng) for _ in range(4)), key=lambda c: _nearest(part, c)[1])
        score = _silhouette(part[:JUDGED], _nearest(part[:JUDGED], centres)[0])
        if best is None or score > best[0] + 0.005:
            best = (score, tried, centres)
    labels = _nearest(points, best[2])[0]
    order = {old: new for new, old in enumerate(pd.Series(labels).value_counts().index)}
    return np.array([order[label] + 1 for label in labels]), len(order), best[0]


def _means(points, k, rng):
    """k-means from far-apart starts (k-means++)."""
    centres = points[[rng.integers(len(points))]]
    while len(centres) < k:
        far = ((points[:, None, :] - centres[None]) ** 2).sum(axis=2).min(axis=1)
        centres = np.vstack([centres, points[rng.choice(len(points), p=far / far.sum() if far.sum() > 0 else None)]])
    for _ in range(60):
        labels, _ = _nearest(points, centres)
        moved = np.array([points[labels == i].mean(axis=0) if (labels == i).any() else centres[i] for i in range(k)])
        if np.allclose(moved, centres):
            break
        centres = moved
    return centres


def _nearest(points, centres):
    """(label per point, sum of squared distances)."""
    squares = ((points[:, None, :] - centres[None]) ** 2).sum(axis=2)
    return squares.argmin(axis=1), float(squares.min(axis=1).sum())


def _silhouette(points, labels) -> float:
    """How much nearer each point is to its own group than to the next one, -1 to 1."""
    groups = np.unique(labels)
    if len(groups) < 2:
        return -1.0
    away = np.sqrt(((points[:, None, :] - points[None]) ** 2).sum(axis=2))
    means = np.column_stack([away[:, labels == g].mean(axis=1) for g in groups])
    own = np.searchsorted(groups, labels)
    sizes = np.array([(labels == g).sum() for g in groups])[own]
    inside = np.where(sizes > 1, means[np.arange(len(points)), own] * sizes / np.maximum(sizes - 1, 1), 0)
    means[np.arange(len(points)), own] = np.inf
    outside = means.min(axis=1)
    return float(np.where(sizes > 1, (outside - inside) / np.maximum(np.maximum(inside, outside), 1e-12), 0).mean())


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
    inner(axes, frame[x], frame[y])
    for handle in axes.legend(frameon=False, fontsize=9, labelcolor=INK).legend_handles:
        handle.set_alpha(1)
    people(axes.xaxis)
    people(axes.yaxis)
