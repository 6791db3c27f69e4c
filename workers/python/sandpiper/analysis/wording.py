"""Words of free text, counted; no more is claimed."""

import re

import pandas as pd

from .columns import as_label, find, measure, need_rows
from .numbers import count, percent, safe, words
from .result import Result
from .style import bars

STOP = frozenset(
    "a an the and or but if of in on at to for from by with as is are was were be been being it its this that these those i we you he she they me my our your their them us not no so too very "
    "have has had do does did will would can could should there here than then when what which who how all any some more most much many just also only up out about into over after before again "
    "am get got one two im ive dont didnt doesnt isnt wasnt cant wont "
    "der die das ein eine einen einem und oder aber ist sind war waren in im an am auf mit von vom zu zum zur bei nach aus fur für über es ich wir sie er nicht kein keine auch sehr so wie noch nur dass den dem des als man mir uns "
    "le la les un une des du de et ou mais est sont dans sur pour par avec pas ne que qui je nous vous il elle ce se tres très el los las y o en con por para es son no se que lo muy".split()
)


def terms(df: pd.DataFrame, column, value=None, top: int = 20) -> Result:
    """In how many texts each word, and each pair of neighbouring words, occurs (stop words of four languages left out).

    Table: term, rows, share, and the average of `value` over those texts where one is given.
    """
    text = df[find(df, column)].dropna().map(str)
    text = text[text.str.strip() != ""]
    need_rows(text.to_frame(), 1)
    sets = text.map(_terms)
    counts = sets.explode().value_counts()
    counts = _without_parts(counts[counts >= max(2, len(text) * 0.005)].head(200))
    table = pd.DataFrame({"term": counts.index[:100], "rows": counts.to_numpy()[:100], "share": counts.to_numpy()[:100] / len(text)})
    numbers = measure(df, value).reindex(text.index) if value is not None else None
    if numbers is not None:
        table[f"average {words(value)}"] = [float(numbers[sets.map(lambda s, t=term: t in s)].mean()) for term in table["term"]]
    shown = table.head(top)
    facts = {"texts": len(text), "terms": len(table), "first": table["term"].iloc[0] if len(table) else None, "first_rows": int(table["rows"].iloc[0]) if len(table) else 0}
    return Result(
        finding=f"Most often named: **{safe(facts['first'])}**, in {count(facts['first_rows'], 'text')} of {len(text):,} ({percent(facts['first_rows'] / len(text))})." if len(table) else "No word occurs more than once.",
        table=table,
        percents=("share",),
        facts=facts,
        evidence=["Then: " + "; ".join(f"{safe(r['term'])} ({percent(r['share'])})" for _, r in shown.iloc[1:8].iterrows()) + "."] if len(shown) > 1 else [],
        caveats=["Words are counted, not understood: \"not good\" counts for good.", f"{count(int(as_label(df[find(df, column)]).eq('(missing)').sum()), 'row')} without text are left out."],
        draw=(lambda axes, kind: bars(axes, list(shown["term"]), list(shown["rows"]), "texts", mark=None)) if len(table) else None,
    )


def _terms(text: str) -> set[str]:
    found = re.findall(r"[^\W\d_]+", text.lower().replace("'", "").replace("’", ""))
    single = {word for word in found if word not in STOP and len(word) > 2}
    pairs = {f"{a} {b}" for a, b in zip(found, found[1:], strict=False) if a not in STOP and b not in STOP and len(a) > 2 and len(b) > 2}
    return single | pairs


def _without_parts(counts: pd.Series) -> pd.Series:
    """A word that occurs almost only inside a frequent pair is left to the pair."""
    pairs = {term: n for term, n in counts.items() if " " in term}
    inside = {word for term, n in pairs.items() for word in term.split() if counts.get(word, 0) and n >= 0.85 * counts[word]}
    return counts[[term for term in counts.index if term not in inside]]
