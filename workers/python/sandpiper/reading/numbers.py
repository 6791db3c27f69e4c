"""Numbers written by people: decimal comma, thousands separators, currency, percent, brackets for minus."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .cells import CURRENCY, NUMBER_RE

SPACES = "\u00a0\u202f\u2009 '’"
STRIP = re.compile(rf"{CURRENCY}|[%‰*†‡]|\s+(?=[-)])")
GROUPED = {",": re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?|[+-]?\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d*)?"), ".": re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d*)?")}


@dataclass
class Numbers:
    """`values[i]` belongs to the i-th text; NaN where it is no number. `marks` are the signs that were taken off."""

    values: np.ndarray
    marks: list[str]
    decimal: str
    whole: bool
    grouped: bool = False


def bare(text: str) -> str:
    """Sign, digits, points and commas only; an empty text where it is no number."""
    if not NUMBER_RE.fullmatch(text):
        return ""
    negative = text.startswith("(") and text.endswith(")") or text.endswith("-") or any(sign in text[:4] for sign in "-−") or text.startswith("–")
    exponent = re.search(r"(?<=\d)[eE]([+-]?\d+)$", text)
    core = re.sub(r"[^\d.,]", "", STRIP.sub("", text[: exponent.start()] if exponent else text))
    return ("-" if negative else "") + core + (exponent.group(0) if exponent else "")


def decimal_votes(texts: list[str]) -> tuple[int, int]:
    """How many of the texts can only be read with a decimal point, and with a decimal comma."""
    point = comma = 0
    for text in texts:
        core = bare(text)
        if "," in core and "." in core:
            comma, point = (comma + 1, point) if core.rfind(",") > core.rfind(".") else (comma, point + 1)
        elif core.count(",") > 1:
            point += 1
        elif core.count(".") > 1:
            comma += 1
        elif "," in core and not GROUPED[","].fullmatch(core):
            comma += 1
        elif "." in core and not GROUPED["."].fullmatch(core):
            point += 1
        elif core.startswith(("0,", "-0,")):
            comma += 1
        elif core.startswith(("0.", "-0.")):
            point += 1
    return point, comma


def _style(texts: list[str], hint: str | None) -> str:
    point, comma = decimal_votes(texts[:3000])
    if point != comma:
        return "." if point > comma else ","
    return hint or "."


def _read(core: str, decimal: str) -> float:
    if not core:
        return np.nan
    thousands = "," if decimal == "." else "."
    if thousands in core and not GROUPED[thousands].fullmatch(core.split("e")[0].split("E")[0]):
        return np.nan
    try:
        return float(core.replace(thousands, "").replace(decimal, "."))
    except ValueError:
        return np.nan


def _marks(texts: list[str]) -> list[str]:
    joined = " ".join(texts[:500])
    found = sorted(set(re.findall(rf"{CURRENCY}|[%‰]", joined)), key=joined.find)
    return [mark for mark in found if mark]


def read_numbers(texts: list[str], hint: str | None) -> Numbers:
    """All texts as numbers under one decimal style, decided over all of them."""
    plain = np.asarray(pd.to_numeric(np.array(texts, dtype=object), errors="coerce"), dtype=float)
    style = _style(texts, hint)
    if style == "." and not np.isnan(plain).any():
        whole = all(re.fullmatch(r"[+-]?\d+", text.strip()) for text in texts[:2000]) and bool((plain == np.floor(plain)).all())
        return Numbers(plain, [], ".", whole)
    cores = [bare(text) for text in texts]
    values = np.array([_read(core, style) for core in cores], dtype=float)
    known = values[~np.isnan(values)]
    whole = bool(len(known)) and bool((known == np.floor(known)).all()) and not any(style in core for core in cores)
    grouped = not any(style in core for core in cores) and any(("," if style == "." else ".") in core for core in cores)
    return Numbers(values, _marks(texts), style, whole, grouped)
