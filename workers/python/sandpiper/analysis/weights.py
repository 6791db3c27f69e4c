"""What goes with a measure, alone and in a model tested on rows it had not seen."""

import numpy as np
import pandas as pd

from .columns import MISSING, as_group, as_label, as_number, find, is_key, is_number, need_rows
from .contrast import eta
from .numbers import count, number, percent, safe, words
from .result import Result
from .style import bars

MOST_ROWS, MOST_VALUES, FOLDS, RIDGE = 20_000, 25, 5, 3.0


def drivers(df: pd.DataFrame, target, columns=None) -> Result:
    """Ranks columns by what they tell about `target` (a number, or a category).

    Table: column, effect (share of the target's variance it explains on its own, 0 to 1), importance (loss of test score when it is
    shuffled, as a share of all losses), direction. Facts: score (share of the variance the model explains on rows it had not seen).
    """
    name = find(df, target)
    y, kind = _target(df[name])
    features = _features(df, name, columns)
    known = y.notna()
    need_rows(df[known], 30)
    if not features:
        raise ValueError(f"no column to explain {target!r} with")
    table = pd.DataFrame([_alone(df.loc[known, c], y[known]) for c in features])
    score, weights = _model(df.loc[known, features], y[known])
    table["importance"] = table["column"].map(weights).fillna(0.0)
    table = table.sort_values(["importance", "effect"], ascending=False, kind="stable", ignore_index=True)[["column", "effect", "importance", "direction"]]
    best = table.iloc[0]
    facts = {"score": score, "kind": kind, "first": best["column"], "first_effect": float(best["effect"]), "first_importance": float(best["importance"]), "rows": int(known.sum()), "columns": len(features)}
    return Result(
        finding=_finding(facts, table, words(target)),
        table=table,
        percents=("effect", "importance"),
        facts=facts,
        evidence=_evidence(facts, table),
        caveats=_doubts(facts, df, known),
        draw=lambda axes, kind: bars(axes, list(table["column"].head(10)), list(100 * table["importance"].clip(lower=0).head(10)), f"weight in the model of {words(target)} (%)", text=lambda v: percent(v / 100)),
    )


def _target(series: pd.Series):
    if is_number(series) and (series.nunique() > 2):
        return as_number(series), "number"
    label = as_label(series).mask(lambda s: s == MISSING)
    values = label.dropna().value_counts()
    if len(values) == 2:
        positive = _positive(values.index)
        return (label == positive).astype("float64").where(label.notna()), "yes/no"
    if is_number(series) or len(values) < 2:
        raise ValueError(f"{series.name!r} does not vary; nothing to explain")
    return (label == values.index[0]).astype("float64").where(label.notna()), "yes/no"


def _positive(values):
    return next((v for v in values if str(v).strip().lower() in ("yes", "true", "ja", "y", "1", "oui", "si")), sorted(values)[-1])


def _features(df, name, columns) -> list:
    chosen = [find(df, c) for c in columns] if columns else [c for c in df.columns if c != name]
    return [c for c in chosen if _usable(df[c]) and not _copy(df, c, name)][:30]


def _usable(series) -> bool:
    if pd.api.types.is_datetime64_any_dtype(series) or is_key(series) or series.notna().sum() < 20:
        return False
    try:
        distinct = series.nunique()
    except TypeError:
        return False
    return distinct > 1 and (is_number(series) or distinct <= MOST_VALUES)


def _copy(df, column, name) -> bool:
    """True for a column that is the target under another name."""
    if not (is_number(df[column]) and is_number(df[name])):
        return False
    r = df[column].astype("float64").corr(df[name].astype("float64"))
    return bool(abs(r) > 0.9999)


def _alone(series, y) -> dict:
    if is_number(series):
        both = pd.DataFrame({"x": as_number(series), "y": y}).dropna()
        r = float(np.corrcoef(both["x"].rank(), both["y"].rank())[0, 1]) if both["x"].nunique() > 1 and both["y"].nunique() > 1 else 0.0
        return {"column": series.name, "effect": r * r, "direction": "higher with more" if r > 0.05 else "lower with more" if r < -0.05 else "no clear direction"}
    label = as_group(series)
    groups = [part for _, part in y.groupby(label) if len(part) >= 3]
    means = y.groupby(label).agg(["mean", "size"]).query("size >= 5")["mean"]
    told = f"highest for {safe(means.idxmax())} ({number(means.max())}), lowest for {safe(means.idxmin())} ({number(means.min())})" if len(means) > 1 else "too few rows per value"
    return {"column": series.name, "effect": eta(groups) if len(groups) > 1 else 0.0, "direction": told}


def _model(frame, y):
    """(score on held-out rows, weight by column) of an additive model: each column cut into bins or values, one weight each, by ridge
    regression. The weight of a column is what the score loses when its values are shuffled."""
    rows = y.sample(min(len(y), MOST_ROWS), random_state=0).index
    blocks = {c: _coded(frame.loc[rows, c]) for c in frame.columns}
    goal = y.loc[rows].to_numpy()
    rng, folds = np.random.default_rng(0), np.arange(len(rows)) % FOLDS
    scores, losses = [], dict.fromkeys(blocks, 0.0)
    for fold in range(FOLDS):
        test, train = folds == fold, folds != fold
        weights = _ridge(blocks, goal, train)
        parts = {c: block[test] @ weights[c] for c, block in blocks.items()}
        base, truth = goal[train].mean() + sum(parts.values()), goal[test]
        score = _explained(base, truth, goal[train].mean())
        scores.append(score)
        for column, part in parts.items():
            losses[column] += score - _explained(base - part + rng.permutation(part), truth, goal[train].mean())
    kept = {c: max(0.0, loss) for c, loss in losses.items()}
    return float(np.mean(scores)), {c: loss / sum(kept.values()) if sum(kept.values()) > 0 else 0.0 for c, loss in kept.items()}


def _ridge(blocks, goal, train) -> dict:
    matrix = np.column_stack([block[train] for block in blocks.values()])
    centre = goal[train] - goal[train].mean()
    solved = np.linalg.solve(matrix.T @ matrix + RIDGE * np.eye(matrix.shape[1]), matrix.T @ centre)
    ends = np.cumsum([block.shape[1] for block in blocks.values()])
    return dict(zip(blocks, np.split(solved, ends[:-1]), strict=True))


def _explained(guess, truth, mean) -> float:
    whole = ((truth - mean) ** 2).sum()
    return float(1 - ((truth - guess) ** 2).sum() / whole) if whole else 0.0


def _coded(series) -> np.ndarray:
    """One column of zeros and ones per value, or per tenth of the numbers; missing is a value of its own."""
    if is_number(series) and series.nunique() > 12:
        codes = pd.qcut(as_number(series), 10, labels=False, duplicates="drop")
    else:
        codes = pd.Series(pd.factorize(as_group(series))[0], index=series.index)
    codes = codes.fillna(-1).astype("int64").to_numpy() + 1
    block = np.zeros((len(codes), codes.max() + 1))
    block[np.arange(len(codes)), codes] = 1.0
    return block - block.mean(axis=0)


def _finding(facts, table, target) -> str:
    best = table.iloc[0]
    how = best["direction"]
    if facts["score"] < 0.05:
        return f"Nothing in the table says much about {target}: a model gains next to nothing on rows it had not seen ({_told(facts)}). The strongest single column is {words(best['column'])} ({percent(best['effect'])} of the variance)."
    return f"**{words(best['column'])}** goes most with {target}: {percent(best['importance'])} of the model's weight, {percent(best['effect'])} of the variance on its own; {target} is {how}."


def _told(facts) -> str:
    return f"{percent(max(0.0, facts['score']))} of the variance explained"


def _evidence(facts, table) -> list[str]:
    lines = [f"{words(row['column'])}: weight {percent(row['importance'])}, {percent(row['effect'])} of the variance on its own; {row['direction']}." for _, row in table.head(4).iterrows()]
    return lines + [f"On held-out rows: {_told(facts)}, over {count(facts['rows'], 'row')} and {count(facts['columns'], 'column')}."]


def _doubts(facts, df, known) -> list[str]:
    doubts = ["What goes with a measure need not cause it; columns that are computed from it come out on top."]
    if facts["rows"] > MOST_ROWS:
        doubts.append(f"The model was made from a random sample of {MOST_ROWS:,} rows.")
    if missing := int((~known).sum()):
        doubts.append(f"{count(missing, 'row')} without the target are left out.")
    return doubts
