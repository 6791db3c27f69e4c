"""Which modules a script imports or reaches, in whatever spelling, as far as that is plain to see in its syntax tree.

Names taken apart by `getattr`, put together from `chr` or read from data are not seen: this is for teaching, not a wall.
"""

import ast
import collections
import unicodedata

IMPORTERS = {"__import__", "import_module", "find_spec", "run_module", "find_loader", "resolve_name"}
RUNNERS = {"exec", "eval", "compile"}
RUN = {f"{place}{name}" for name in RUNNERS for place in ("", "builtins.", "__builtins__.")}
DEPTH, LONG = 5, 10_000


def uses(code, depth=DEPTH):
    """Line and full module name of everything the code imports or reaches by an imported name."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    nodes = list(ast.walk(tree))
    known = Known(nodes)
    yield from known.imported
    for node in nodes:
        yield from reached(node, known)
        yield from called(node, known, depth)


class Known:
    """What the names of a script stand for, as far as that is plain to see. `imported`: line and module of its import statements."""

    def __init__(self, nodes):
        self.imported = []
        self.modules = {name: name for name in {*IMPORTERS, *RUNNERS, "__builtins__"}}
        self.texts = {}
        for node in nodes:
            self.imported += [(node.lineno, name) for name in imported(node, self.modules)]
        stored = collections.Counter(plain(node.id) for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
        for node in nodes:
            name = assigned(node)
            if name and (other := dotted(node.value, self)):
                self.modules[name] = other
            elif name and stored[name] == 1 and (text := constant(node.value, self)) is not None:
                self.texts[name] = text


def assigned(node):
    """The name that a plain assignment gives its value to."""
    target = node.targets[0] if isinstance(node, ast.Assign) and len(node.targets) == 1 else getattr(node, "target", None)
    given = isinstance(node, (ast.Assign, ast.AnnAssign, ast.NamedExpr)) and isinstance(target, ast.Name) and node.value is not None
    return plain(target.id) if given else None


def imported(node, modules):
    """Modules of an import statement; what they are called afterwards goes into `modules`."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            name = plain(alias.name)
            modules[alias.asname or name.partition(".")[0]] = name if alias.asname else name.partition(".")[0]
            yield name
    elif isinstance(node, ast.ImportFrom) and not node.level:
        module = plain(node.module or "")
        yield module
        for alias in node.names:
            modules[alias.asname or alias.name] = f"{module}.{plain(alias.name)}"
            yield f"{module}.{plain(alias.name)}"


def reached(node, known):
    """`urllib.request` by way of `import urllib`, and modules taken from sys.modules."""
    if isinstance(node, ast.Attribute):
        name = dotted(node, known)
        if name:
            yield node.lineno, name
    if isinstance(node, ast.Subscript) and is_loaded(node.value, known):
        yield from literal(node.lineno, node.slice, known)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and is_loaded(node.func.value, known) and node.args:
        yield from literal(node.lineno, node.args[0], known)


def called(node, known, depth):
    """Modules named in a literal: `__import__("x")`, `importlib.import_module(name="x")`, `exec("import x")`."""
    if not isinstance(node, ast.Call):
        return
    name, runs = last(node.func, known), dotted(node.func, known) in RUN
    given = [*node.args[:1], *(one.value for one in node.keywords if one.arg in ("name", "mod_name", "source"))]
    for argument in given:
        if name in IMPORTERS:
            yield from literal(node.lineno, argument, known)
        text = constant(argument, known) if runs and depth > 0 else None
        for _, module in uses(text, depth - 1) if text else ():
            yield node.lineno, module


def last(node, known):
    """The last name of what a call or an index is made on, by what it was imported as or assigned from."""
    name = plain(getattr(node, "attr", getattr(node, "id", "")))
    return known.modules.get(name, name).rpartition(".")[2] if isinstance(node, ast.Name) else name


def is_loaded(node, known):
    """Whether it is sys.modules, or looks like that of a sys that came out of a call."""
    return dotted(node, known) == "sys.modules" or (isinstance(node, ast.Attribute) and node.attr == "modules" and isinstance(node.value, ast.Call))


def literal(line, node, known):
    text = constant(node, known)
    if text:
        yield line, plain(text)


def constant(node, known):
    """The text of a literal, also of one put together from literals or named before; None for anything else."""
    try:
        return text_of(node, known)
    except (RecursionError, ValueError, TypeError, LookupError, MemoryError):
        return None


def text_of(node, known):
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.Constant(value=bytes() as data):
            return data.decode()
        case ast.Name():
            return known.texts.get(plain(node.id))
        case ast.BinOp(op=ast.Add()):
            return joined("", [text_of(node.left, known), text_of(node.right, known)])
        case ast.FormattedValue() | ast.Expr():
            return text_of(node.value, known)
        case ast.JoinedStr():
            return joined("", [text_of(part, known) for part in node.values])
        case ast.BinOp(op=ast.Mod(), left=left, right=right):
            return filled(text_of(left, known), "%s", right.elts if isinstance(right, ast.Tuple) else [right], known)
        case ast.Subscript(slice=ast.Slice(lower=None, upper=None, step=ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=1)))):
            return text_of(node.value, known)[::-1]
        case ast.Call(func=ast.Attribute(attr="join"), args=[ast.List() | ast.Tuple() as parts]):
            return joined(text_of(node.func.value, known), [text_of(part, known) for part in parts.elts])
        case ast.Call(func=ast.Attribute(attr="format"), keywords=[]):
            return filled(text_of(node.func.value, known), "{}", node.args, known)
    return None


def filled(template, sign, parts, known):
    """The template with a part in the place of each sign; None when their numbers differ."""
    pieces = template.split(sign)
    texts = [*(text_of(part, known) for part in parts), ""]
    return joined("", [text for pair in zip(pieces, texts, strict=True) for text in pair])


def joined(between, parts):
    """None also for what grows long: no import has a name of that length."""
    return None if None in parts or sum(map(len, parts)) > LONG else between.join(parts)


def dotted(node, known):
    """`a.b.c` as text, its first name by what it stands for; None when it does not begin with a known name."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(plain(node.attr))
        node = node.value
    if not isinstance(node, ast.Name) or plain(node.id) not in known.modules:
        return None
    return ".".join([known.modules[plain(node.id)], *reversed(parts)])


def plain(name):
    return unicodedata.normalize("NFKC", name).strip()
