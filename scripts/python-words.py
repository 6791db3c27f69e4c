"""Prints the names of Python and of its packages, as JSON: `node tests/support/python.mjs scripts/python-words.py > lib/policy/python-words.json`.

A request holds such words whatever the data is, so a value that is one of them is not looked for. To be run again when a package's version changes."""

import builtins
import json
import keyword
import re
import sys

import matplotlib.axes
import matplotlib.figure
import matplotlib.pyplot
import numpy
import pandas
import seaborn
import sklearn

PLACES = [
    builtins, pandas, pandas.DataFrame, pandas.Series, pandas.Index, pandas.Timestamp, pandas.api.types, pandas.core.groupby.DataFrameGroupBy,
    pandas.core.strings.accessor.StringMethods, pandas.core.indexes.accessors.DatetimeProperties, numpy, numpy.ndarray, numpy.random, matplotlib.pyplot,
    matplotlib.axes.Axes, matplotlib.figure.Figure, seaborn, sklearn, str, list, dict, set, int, float,
]

names = {*keyword.kwlist, *keyword.softkwlist, *sys.stdlib_module_names, *(name for place in PLACES for name in dir(place))}
names |= set(sklearn.__all__) | {"float64", "int64", "datetime64", "timedelta64", "category", "object", "bool", "str"}
words = {part.lower() for name in names for part in [name, *re.findall(r"[A-Za-z][a-z]+|[A-Z]{2,}", name)] if len(part) > 1 and not name.startswith("__")}
print(json.dumps(sorted(words)))
