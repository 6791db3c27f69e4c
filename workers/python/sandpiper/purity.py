"""What the calls of a script may do, as far as its syntax tree says: look only, act, or run code out of a text."""

import ast
from dataclasses import dataclass, field

from .uses import plain

LOOK = set(
    "print show table chart final_answer len sum min max abs round str repr float int bool sorted list tuple set dict frozenset range enumerate zip isinstance issubclass "
    "type any all format map filter reversed ord chr divmod pow hash id callable complex bytes slice".split()
)
# Methods that give something new and leave alone what they are called on, for the types that sessions work with.
LOOKS = set(
    "head tail describe mean median sum min max std var count nunique unique value_counts groupby agg aggregate isna isnull notna notnull round abs corr quantile "
    "to_string to_dict tolist to_list copy astype reset_index sort_values sort_index rename dropna fillna drop_duplicates duplicated nlargest nsmallest merge join "
    "idxmax idxmin cumsum diff pct_change rank mode isin between items keys values lower upper strip split startswith endswith replace title format get mad first last size nth "
    "crosstab pivot_table unstack stack melt transpose squeeze select_dtypes memory_usage eq ne lt gt le ge any all contains month_name day_name to_period isoformat strftime".split()
)
# What gives its values one after the other, once.
LAZY = {"iter", "map", "filter", "zip", "enumerate", "reversed", "open", "iterrows", "itertuples", "cycle", "count", "chain", "islice", "cursor", "execute"}
HARMLESS = {"__init__", "__post_init__", "__repr__", "__str__", "__eq__", "__hash__", "__lt__"}
ENDS = {"final_answer", "ask_person", "exit", "quit"}
OPAQUE = {"exec", "eval", "compile", "globals", "locals", "vars", "setattr", "delattr", "__import__", "reload", "import_module", "run_path", "run_module"}
# Reads by names that stand in a text.
BY_TEXT = {"sql", "query", "eval"}
PASSING = {"now", "today", "utcnow", "time", "time_ns", "perf_counter", "perf_counter_ns", "monotonic", "monotonic_ns", "uuid1", "uuid4", "urandom", "token_hex", "token_bytes", "token_urlsafe", "randbits", "SystemRandom", "gmtime", "localtime"}


@dataclass
class Found:
    """`acts`: may do more than look; `opaque`: may touch any name; `ends`: may be the last thing its script does; `passing`: asks for the time or the
    system's chance, which never come again."""

    acts: bool = False
    ends: bool = False
    opaque: bool = False
    passing: bool = False
    reads: set = field(default_factory=set)
    changes: set = field(default_factory=set)


class Purity:
    """Knows the functions and classes that the scripts define themselves, and what a mention of their names may do."""

    def __init__(self, trees):
        nodes = [node for tree in trees for node in ast.walk(tree)]
        self.taken = {plain(node.id) for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
        self.taken |= {plain(alias.asname or alias.name) for node in nodes if isinstance(node, (ast.Import, ast.ImportFrom)) for alias in node.names}
        self.taken |= {plain(one.arg) for node in nodes if isinstance(node, ast.arguments) for one in (*node.posonlyargs, *node.args, *node.kwonlyargs)}
        self.doubtful = any(lazy(node) for node in nodes)
        self.defined = {}
        for node in nodes:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                self.defined.setdefault(plain(node.name), []).append(node)
            elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.NamedExpr)) and any(isinstance(inner, ast.Lambda) for inner in ast.walk(node)):
                for name in {plain(one.id) for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}:
                    self.defined.setdefault(name, []).append(node)

    def of(self, tree):
        """All that running the tree may do, through the functions of the session that it names."""
        found, waiting, done = Found(), [tree], set()
        while waiting:
            body = waiting.pop()
            for node in ast.walk(body):
                self.note(node, found)
                name = mention(node)
                if name in self.defined and name not in done:
                    done.add(name)
                    waiting += self.defined[name]
        return found

    def note(self, node, found):
        if isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith, ast.Yield, ast.YieldFrom)):
            found.acts = True
        elif isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
            found.opaque = True
        elif isinstance(node, ast.Global):
            found.changes |= {plain(name) for name in node.names}
        elif isinstance(node, (ast.Attribute, ast.Name)):
            name = mention(node)
            found.ends |= name in ENDS
            found.reads |= {name} if reads(node) else set()
            found.opaque |= name in OPAQUE or name in ("__dict__", "__globals__", "__builtins__")
            found.opaque |= name in BY_TEXT
            found.acts |= isinstance(node, ast.Attribute) and not isinstance(node.ctx, ast.Load)
        elif isinstance(node, ast.Call):
            found.acts |= not self.looks(node)
            found.passing |= mention(node.func) in PASSING
        elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            found.reads.add(plain(node.target.id))

    def looks(self, call):
        """Whether a call leaves everything as it was."""
        if any(one.arg == "inplace" or one.arg is None for one in call.keywords):
            return False
        if isinstance(call.func, ast.Name):
            name = plain(call.func.id)
            return name in self.defined or (name in LOOK and name not in self.taken)
        return isinstance(call.func, ast.Attribute) and plain(call.func.attr) in LOOKS and plain(call.func.attr) not in self.defined


def reads(node):
    """A name that is looked up; in `x[...] = 1` and `del x` it is, too, for what was there decides."""
    return isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store)


def lazy(node):
    """Whether looking at something may change it: an iterator that has a name, a property, a class with operators of its own."""
    if isinstance(node, (ast.Yield, ast.YieldFrom)):
        return True
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        own = plain(node.name)
        return (own.startswith("__") and own not in HARMLESS) or any(mention(one) in ("property", "cached_property", "setter") for one in node.decorator_list)
    value = getattr(node, "value", None) if isinstance(node, (ast.Assign, ast.AnnAssign, ast.NamedExpr)) else None
    return isinstance(value, ast.GeneratorExp) or (isinstance(value, ast.Call) and mention(value.func) in LAZY)


def mention(node):
    if isinstance(node, ast.Name):
        return plain(node.id)
    return plain(node.attr) if isinstance(node, ast.Attribute) else None
