"""Precision and recall of the Python detectors and of the column classifier, by type, for tuned and for held-out locales."""

import json
import pathlib
import sys
import time
from collections import Counter, defaultdict

import pandas as pd

HERE = pathlib.Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "workers" / "python")]
import generate  # noqa: E402
from sandpiper.masking.classify import classify  # noqa: E402
from sandpiper.masking.detect import find, kinds_of  # noqa: E402
from sandpiper.masking.text import clean  # noqa: E402


def rates(hit: int, found: int, true: int) -> tuple[float, float]:
    return hit / found if found else 1.0, hit / true if true else 1.0


def score_values(columns) -> dict[str, tuple[int, int, int]]:
    """For each type: right, found, true. A broken number that still passes by chance (1 in 10 to 1 in 97) counts as a false find."""
    counts: dict[str, Counter] = defaultdict(Counter)
    for column in columns:
        if not isinstance(column.values[0], str):
            continue
        series = pd.Series(column.values)
        verdict = classify(column.header, series)
        for truth, got in zip(column.truths, kinds_of(series, verdict.kind)):
            if truth and truth != "wrong":
                counts[truth]["true"] += 1
            if got:
                counts[got]["found"] += 1
                counts[got]["hit"] += truth == got
    return {t: (c["hit"], c["found"], c["true"]) for t, c in counts.items()}


def score_columns(columns) -> dict:
    seen = Counter()
    missed, masked = [], Counter()
    for column in columns:
        verdict = classify(column.header, pd.Series(column.values))
        seen[column.sensitive, verdict.masked] += 1
        if column.sensitive and not verdict.masked:
            missed.append(f"{column.locale} {column.what} as {column.header!r}: {verdict.reason}")
        if not column.sensitive and verdict.masked:
            masked[f"{column.what}: {verdict.reason[:60]}"] += 1
    precision, recall = rates(seen[True, True], seen[True, True] + seen[False, True], seen[True, True] + seen[True, False])
    return {"columns": len(columns), "precision": precision, "recall": recall, "missed": missed, "masked": masked.most_common()}


def score_sentences(sentences, finder=find) -> dict[str, tuple[int, int, int]]:
    counts: dict[str, Counter] = defaultdict(Counter)
    for sentence in sentences:
        text = clean(sentence["text"])
        left = [(s["type"], clean(s["value"])) for s in sentence["spans"]]
        for kind, _ in left:
            counts[kind]["true"] += 1
        for span in finder(sentence["text"]):
            counts[span.type]["found"] += 1
            got = (span.type, text[span.at:span.at + span.length])
            counts[span.type]["hit"] += got in left
    return {t: (c["hit"], c["found"], c["true"]) for t, c in counts.items()}


def total(counts) -> tuple[float, float]:
    return rates(*(sum(c[i] for c in counts.values()) for i in range(3)))


def table(title: str, counts) -> None:
    print(f"\n{title}\n{'type':14}{'P':>8}{'R':>8}{'true':>7}")
    for kind, (hit, found, true) in sorted(counts.items()):
        p, r = rates(hit, found, true)
        print(f"{kind:14}{p:8.3f}{r:8.3f}{true:7}")
    p, r = total(counts)
    print(f"{'all':14}{p:8.3f}{r:8.3f}")


def main(seed: int, verbose: bool) -> None:
    for split in ("tuned", "held-out"):
        started = time.process_time()
        columns = generate.columns(split, seed)
        table(f"values in columns, {split}, seed {seed}", score_values(columns))
        table(f"spans in text (Python), {split}", score_sentences(generate.sentences(split, seed)))
        scored = score_columns(columns)
        print(f"\ncolumns, {split}: {scored['columns']} columns, P {scored['precision']:.3f}, R {scored['recall']:.3f}, {time.process_time() - started:.1f} s CPU")
        if verbose:
            print(json.dumps({"missed": scored["missed"], "masked": scored["masked"]}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_261_123, "-v" in sys.argv)
