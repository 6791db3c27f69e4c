"""Sessions of scripts like those that models write, made from a seed, and what is left of one in the namespace, as text that can be compared."""

import datetime
import decimal
import functools
import hashlib
import io
import itertools
import os
import random
import types

from sandpiper import namespace, outputs, reading, seeds

# What each script is made of: {a}, {b} names of its own, {n} a number, {t} a table and {l} a list that an earlier script of the session made.
FIRST = ["import pandas as pd\nimport numpy as np\nimport random\n{t} = sales.copy()\n{l} = [{n}]", "import pandas as pd, numpy as np, random, json\n{l} = list(range({n}))\n{t} = sales.groupby('city', as_index=False)['amount'].sum()"]
PIECES = [
    "print({t}.head(), len({l}))",
    "show({t}.describe(), 'A look')",
    "table({t}.sort_values({t}.columns[0]).head({n}), 'Top')",
    "{t}['x{n}'] = np.arange(len({t})) * {n}",
    "{t}.loc[{t}.index[0], 'amount'] = {n}.5",
    "{t}.sort_values('amount', inplace=True)",
    "{a} = {t}[{t}['amount'] > {n}]\nprint({a}.shape)",
    "{a} = {t}.merge({t}.head(2), on={t}.columns[0], how='left', suffixes=('', '_{n}'))",
    "{a} = {t}.pivot_table(index={t}.columns[0], values='amount', aggfunc='mean')",
    "{a} = random.random()\n{l}.append(round({a}, 6))",
    "{a} = np.random.normal(size={n})",
    "random.seed({n})\n{a} = [random.randint(0, 99) for _ in range({n})]",
    "np.random.seed({n})\n{a} = np.random.permutation({n})",
    "{a} = np.random.default_rng()\n{b} = {a}.integers(0, 100, {n})",
    "{a} = np.random.default_rng({n})\n{b} = {a}.random(3)",
    "{a} = {t}.sample(2)\nprint({a})",
    "{a} = {l}\n{a}.append({n})",
    "{a} = {l}[:]\n{a}.reverse()",
    "{a} = {{'k': {l}, 'n': {n}}}\n{a}['k'].insert(0, -1)",
    "def {a}(x, k={n}):\n    return [one + k for one in x if isinstance(one, (int, float))]\n{b} = {a}({l})",
    "def {a}(x):\n    {l}.append(x)\n    return len({l})\nprint({a}({n}))",
    "def {a}():\n    total = {n}\n    def add(x):\n        nonlocal total\n        total += x\n        return total\n    return add\n{b} = {a}()\n{b}(1)\n{b}(2)",
    "class {a}:\n    made = 0\n    def __init__(self, n):\n        self.n = n\n        type(self).made += 1\n    def up(self):\n        self.n += 1\n        return self\n{b} = {a}({n}).up().up()",
    "from dataclasses import dataclass, field\n@dataclass\nclass {a}:\n    n: int\n    seen: list = field(default_factory=list)\n{b} = {a}({n})\n{b}.seen.extend({l})",
    "import functools\n@functools.cache\ndef {a}(n):\n    return n if n < 2 else {a}(n - 1) + {a}(n - 2)\n{b} = {a}({n})",
    "{a} = iter({l} + [1, 2, 3])\nnext({a}, None)",
    "{a} = (one * 2 for one in {l} + [7, 8])\nprint(next({a}))",
    "{a} = lambda x, *y: x + {n} + len(y)\n{b} = {a}(1, 2)",
    "{a} = {{'one', 'two', 'three', 'number {n}'}}\n{b} = list({a})",
    "if len({l}) > {n}:\n    {a} = 'long'\nelse:\n    {a} = 'short'",
    "for {a} in range({n}):\n    {b} = {a} ** 2",
    "try:\n    {a} = {l}[999]\nexcept IndexError as {b}:\n    {a} = str({b})",
    "with open('/output/{a}.txt', 'w') as file:\n    file.write(str({l}))",
    "save({t}, '{a}.csv')\n{b} = pd.read_csv('/output/{a}.csv')",
    "save({{'rows': len({t}), 'n': {n}}}, '{a}.json')",
    "with open('/output/log.txt', 'a') as log:\n    log.write('line {n}\\n')",
    "exec('{a} = {n} + 1')\n{b} = {a} * 2",
    "{a} = sql('select count(*) as n from {t}')",
    "globals()['{a}'] = {n}",
    "{a} = {n}\ndel {a}",
    "{l} = [one for one in {l} if one]\n{a} = sum(1 for _ in {l})",
    "({a} := {n}) and print({a})",
    "import collections\n{a} = collections.Counter(str({l}))\n{b} = collections.defaultdict(list)\n{b}['k'].append({n})",
    "import datetime as dt\n{a} = dt.date(2024, 1, 1) + dt.timedelta(days={n})\n{b} = pd.date_range('2024-01-01', periods={n})",
    "from decimal import Decimal\n{a} = Decimal('{n}.10') * 3",
    "match len({l}):\n    case 0: {a} = 'none'\n    case {b}: {a} = 'some'",
    "{a} = 0\nfor one in {l}:\n    {a} += one if isinstance(one, int) else 1",
    "pd.set_option('display.max_rows', {n} + 10)\n{a} = pd.get_option('display.max_rows')",
    "import matplotlib\n{a} = matplotlib.__name__",
    "{a}, *{b} = {l} + [{n}, {n}]",
    "{t} = {t}.assign(twice={t}['amount'] * 2)\nfinal_answer('done {n}')\n{t} = None",
    "{l} += [{n}]\nraise ValueError('after a change')",
    "{t}['broken{n}'] = 1\n{a} = {t}['no such column']",
    "{a} = [\n",
    "{l}.append({n})\n{a} = undefined_name",
    "import itertools\n{a} = itertools.count({n})\n{b} = [next({a}) for _ in range(3)]",
    "final_answer('The answer is {n}', evidence=[str(len({l}))])",
    "{a} = np.array({l}[:2] + [{n}], dtype=float)\n{a} *= 2\n{b} = {a}[1:]\n{b}[0] = -1",
    "def {a}():\n    global {b}\n    {b} = {n}\n{a}()",
]


def session(number):
    """The scripts of one session: the same for the same number."""
    chance = random.Random(number)
    table, many = f"table{number}", f"many{number}"
    scripts = [fill(chance.choice(FIRST), chance, table, many, 0)]
    scripts += [fill(piece, chance, table, many, at) for at, piece in enumerate(chance.choices(PIECES, k=chance.randint(8, 16)), 1)]
    return scripts


def fill(piece, chance, table, many, at):
    """Names come again, so that some are made anew and some are changed."""
    return piece.format(t=table, l=many, a=f"a{chance.randrange(6)}", b=f"b{chance.randrange(6)}", n=chance.randint(2, 9))


def fresh():
    """A namespace as a kernel begins with, the dropped tables in it."""
    namespace.start()
    namespace.adopt(dict(reading.tables))
    seeds.forget()
    for folder, _, files in os.walk(outputs.ROOT, topdown=False):
        for name in files:
            os.remove(os.path.join(folder, name))


def state():
    """Each name of the namespace, each file and each source of chance, with a digest of what it is."""
    import numpy

    found = {f"name {name}": value for name, value in namespace.names.items() if not name.startswith("__") and name not in namespace.given}
    found |= {"chance random": random.getstate(), "chance numpy": numpy.random.get_state()[1:3]}
    for name in sorted(outputs.snapshot()):
        with open(os.path.join(outputs.ROOT, name), "rb") as file:
            found[f"file {name}"] = file.read()
    return {name: hashlib.sha256(text(value).encode()).hexdigest()[:16] for name, value in sorted(found.items())}


def text(value, depth=0):
    """A value as text that is the same for equal values, followed into functions, objects and iterators."""
    import numpy
    import pandas

    def deep(one):
        return text(one, depth + 1)

    if depth > 8:
        return "deep"
    kind = type(value).__name__
    if isinstance(value, types.ModuleType):
        return f"module {value.__name__}"
    if isinstance(value, pandas.DataFrame):
        return f"table {value.dtypes.to_dict()} {value.to_json()} {list(value.index)}"
    if isinstance(value, (pandas.Series, pandas.Index)):
        return f"{kind} {value.dtype} {list(value)}"
    if isinstance(value, numpy.ndarray):
        return f"array {value.dtype} {value.tolist()}"
    if isinstance(value, numpy.random.Generator):
        return f"generator {value.bit_generator.state}"
    if isinstance(value, functools._lru_cache_wrapper):
        return f"cache {deep(value.__wrapped__)} {value.cache_info()}"
    if isinstance(value, types.FunctionType):
        cells = [deep(cell.cell_contents) for cell in value.__closure__ or ()]
        return f"function {value.__code__.co_code.hex()} {[one for one in value.__code__.co_consts if not isinstance(one, types.CodeType)]} {value.__code__.co_names} {value.__defaults__} {cells}"
    if isinstance(value, type):
        return f"class {value.__name__} {[(name, deep(one)) for name, one in sorted(vars(value).items()) if not name.startswith('__')]}"
    if isinstance(value, dict):
        return f"{kind} {[(deep(key), deep(one)) for key, one in value.items()]}"
    if isinstance(value, (list, tuple, set, frozenset)):
        return f"{kind} {[deep(one) for one in value]}"
    if isinstance(value, itertools.count):
        return repr(value)
    if isinstance(value, io.IOBase):
        return f"{kind} closed {value.closed}"
    if hasattr(value, "__next__"):
        return f"{kind} left {[deep(one) for one in itertools.islice(value, 50)]}"
    if isinstance(value, (str, bytes, int, float, complex, bool, type(None), datetime.date, datetime.timedelta, decimal.Decimal, numpy.generic)):
        return f"{kind} {value!r}"
    return f"{kind} {[(name, deep(one)) for name, one in sorted(getattr(value, '__dict__', {}).items())]}"
