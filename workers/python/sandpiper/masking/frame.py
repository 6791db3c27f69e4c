"""Whole tables: classify the columns, agree between tables, replace what is masked."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ..links import owns
from . import births, shapes
from .classify import classify
from .detect import find
from .text import clean, fold
from .tokens import Vault
from .verdict import Verdict, sensitive, unknown

RULES = ("show", "token", "integer", "shift", "year", "remove")
_RANK = {"safe": 0, "unknown": 1, "sensitive": 2}


@dataclass
class Tokenised:
    """A table whose masked columns hold tokens. `mapping` is token to original, for the page alone; `shifted` tells by how many days a column moved."""

    df: pd.DataFrame
    mapping: dict[str, str | int | float]
    shifted: dict[str, int] = field(default_factory=dict)


def classify_frame(df: pd.DataFrame) -> dict[str, Verdict]:
    """A verdict for each column name; columns of one name share the stricter one."""
    verdicts: dict[str, Verdict] = {}
    for place, name in enumerate(map(str, df.columns)):
        verdict = classify(name, df.iloc[:, place])
        verdicts[name] = stricter(verdicts[name], verdict) if name in verdicts else verdict
    return verdicts


def stricter(one: Verdict, other: Verdict) -> Verdict:
    return other if _RANK[other.cls] > _RANK[one.cls] else one


def harmonise(tables: dict[str, pd.DataFrame], classes: dict[str, dict[str, Verdict]]) -> dict[str, dict[str, Verdict]]:
    """The same classes, but a column that shares its values with a masked column of any table is masked with it, so that joins still match.

    Short values are shared by chance: then the names must speak for it, equal ones or `id` of patients for `patient_id`."""
    keyed = [(t, str(c), _distinct(df.iloc[:, i])) for t, df in tables.items() for i, c in enumerate(df.columns)]
    agreed = {t: dict(columns) for t, columns in classes.items()}
    masked = [(t, c, values) for t, c, values in keyed if classes[t][c].masked and values]
    for table, column, values in keyed:
        if agreed[table][column].masked or not values:
            continue
        like = next((o for o in masked if o[:2] != (table, column) and (_overlap(values, o[2], fold(column) == fold(o[1])) or _refers((table, column, values), o))), None)
        if like:
            agreed[table][column] = unknown(classes[like[0]][like[1]].type, f"shares its values with {like[0]}.{like[1]}", 0.7)
    return agreed


def _distinct(values: pd.Series, cap: int = 20_000) -> set:
    try:
        distinct = values.dropna().unique()
    except TypeError:
        return set()
    return {_plain(v) for v in distinct[:cap]} if len(distinct) > 1 and not pd.api.types.is_bool_dtype(values.dtype) else set()


def _overlap(left: set, right: set, same_name: bool) -> bool:
    if len(left) < 3 and not same_name:
        return False
    common = len(left & right)
    small = min(map(lambda v: len(str(v)), left)) < 3 and not same_name
    return common >= (0.1 if same_name else 0.5) * len(left) and common > 0 and not small


def _refers(one: tuple[str, str, set], other: tuple[str, str, set]) -> bool:
    """Whether one of two columns is the key of its table, and the other one refers to it."""
    named = owns(one[0], one[1], other[1]) or owns(other[0], other[1], one[1])
    return named and len(one[2] & other[2]) >= 0.5 * min(len(one[2]), len(other[2]))


def tokenise(df: pd.DataFrame, classes: dict[str, Verdict], vault: Vault, rules: dict[str, str] | None = None) -> Tokenised:
    """A copy of `df` that may meet generated code. `rules` name what to do with a column whatever its class (see RULES); nulls stay null.

    Raises ValueError for a rule that does not exist; a column without a verdict is masked."""
    rules = rules or {}
    if wrong := set(rules.values()) - set(RULES):
        raise ValueError(f"no such masking rule: {', '.join(sorted(wrong))}")
    made, names, shifted = [], [], {}
    for place, label in enumerate(df.columns):
        name, verdict = str(label), classes.get(str(label), unknown("text", "not classified"))
        rule = rules.get(name) or (("shift" if verdict.type == "date-of-birth" else "token") if verdict.masked else "show")
        if rule == "remove":
            continue
        column = _column(df.iloc[:, place], verdict, rule, vault)
        if rule == "shift" and not _is_tokens(column, df.iloc[:, place]):
            shifted[name] = vault.days()
        made.append(column)
        names.append(header(label, vault))
    table = pd.concat(made, axis=1) if made else pd.DataFrame(index=df.index)
    table.columns = pd.Index(names)
    if df.index.dtype == object or isinstance(df.index.dtype, pd.StringDtype):
        table.index = pd.Index(texts(df.index.to_series(), "text", vault), name=df.index.name)
    return Tokenised(table, vault.originals, shifted)


def _is_tokens(made: pd.Series, raw: pd.Series) -> bool:
    return isinstance(made.dtype, pd.StringDtype) and pd.api.types.is_numeric_dtype(raw.dtype) or made.dropna().astype(str).str.startswith("birth_").any()


def _column(values: pd.Series, verdict: Verdict, rule: str, vault: Vault) -> pd.Series:
    if rule == "show":
        return values
    if rule in ("shift", "year"):
        made = births.shift(values, vault.days()) if rule == "shift" else births.years(values)
        return made if made is not None else texts(values, "date-of-birth", vault)
    if rule == "integer" and _is_whole(values):
        return _whole(values, vault)
    if isinstance(values.dtype, pd.CategoricalDtype):
        given = vault.give([_plain(v) for v in values.cat.categories], verdict.type)
        return values.cat.rename_categories(given)
    return texts(values, verdict.type, vault)


def _plain(value: object) -> str | int | float:
    """The key under which equal cells are equal: 7 and 7.0 are, 7 and "7" are not."""
    if type(value) in (str, int):
        return value
    if isinstance(value, (bool, np.bool_)):
        return str(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return int(value) if float(value).is_integer() else float(value)
    return str(value)


def texts(values: pd.Series, type_: str, vault: Vault) -> pd.Series:
    """Tokens for every cell, as text; nulls stay null. Works on the distinct values."""
    try:
        codes, distinct = pd.factorize(values)
    except TypeError:
        codes, distinct = pd.factorize(values.map(str, na_action="ignore"))
    listed = distinct.tolist() if hasattr(distinct, "tolist") else list(distinct)
    plain = [_plain(v) for v in listed]
    blank = {v for v in plain if isinstance(v, str) and not v.strip()}
    given = vault.give([v for v in plain if v not in blank] if blank else plain, type_)
    if blank:
        rest = iter(given)
        given = [v if v in blank else next(rest) for v in plain]
    tokens = np.array([*given, None], dtype=object)
    return pd.Series(tokens[codes], index=values.index, name=values.name, dtype="str")


def _is_whole(values: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(values.dtype) and not pd.api.types.is_bool_dtype(values.dtype) and bool((values.dropna() % 1 == 0).all())


def _whole(values: pd.Series, vault: Vault) -> pd.Series:
    codes, distinct = pd.factorize(values)
    given = vault.give_whole([int(v) for v in distinct])
    if pd.api.types.is_float_dtype(values.dtype) or (codes < 0).any():
        made = np.array([*given, np.nan], dtype="float64")[codes]
        return pd.Series(made, index=values.index, name=values.name, dtype="Int64" if str(values.dtype)[0].isupper() else "float64")
    return pd.Series(np.array(given, dtype="int64")[codes], index=values.index, name=values.name)


def header(label: object, vault: Vault) -> object:
    """A column's name, or a token where the name itself tells of a person: pivoted tables have people for columns."""
    if not isinstance(label, str):
        return label
    name = clean(label)
    if label in vault.tokens and len(name) > 3:
        return vault.tokens[label]
    if find(name) or (shapes.is_name_shape(name) and shapes.is_known_name(name)):
        return vault.give([label], "person")[0]
    return label


def suppress_small_groups(df: pd.DataFrame, counts: str | pd.Series, least: int = 5) -> tuple[pd.DataFrame, int]:
    """Groups of fewer than `least` lose their numbers (null) and their count; a group left alone takes the next smallest with it,
    so that it cannot be had back from the total. Returns the table and how many groups were suppressed."""
    sizes = df[counts] if isinstance(counts, str) else pd.Series(np.asarray(counts), index=df.index)
    small = (sizes < least) & sizes.notna()
    if small.sum() == 1 and len(df) > 1:
        small[sizes[~small].idxmin()] = True
    made = df.copy()
    for place, column in enumerate(made.columns):
        if pd.api.types.is_numeric_dtype(made.dtypes.iloc[place]):
            made[column] = made[column].mask(small)
    return made, int(small.sum())
