"""Which imports of a script the policy refuses, judged on its syntax tree before it runs.

Policy and teaching, no wall: the wall is the browser's. `rules` is a CodeRules: `allowed` import names, `denied` module
names, `alternatives` from module name to the nearest allowed way.
"""

import ast
import sys
import unicodedata

FALLBACK = "Use the standard library, numpy, pandas, scipy or sklearn."
IMPORTERS = {"__import__", "import_module", "find_spec", "run_module", "find_loader"}
RUNNERS = {"exec", "eval", "compile"}
DEPTH = 5


class PolicyError(ImportError):
    """Raised in place of running a script that imports what the policy refuses. `line` is that of the first finding."""

    def __init__(self, message, line):
        super().__init__(message)
        self.line = line


def refuse(code, rules):
    """Raises PolicyError when the script has findings; its message has a line for each."""
    findings = check(code, rules)
    if findings:
        lines = [f"line {one['line']}: {one['reason']} {one['instead']}" for one in findings]
        raise PolicyError("the policy refuses this script, nothing of it was run\n" + "\n".join(lines), findings[0]["line"])


def check(code, rules):
    """Findings as dicts of line, name, reason and instead, in order of lines. Empty for code that does not parse: running it tells why."""
    found = sorted({(line, name) for line, name in uses(code, DEPTH)})
    findings = [finding(line, name, rules) for line, name in found]
    return unique([one for one in findings if one])


def unique(findings):
    """One finding for a module and line, the first."""
    kept = {(one["line"], one["name"]): one for one in reversed(findings)}
    return sorted(kept.values(), key=lambda one: (one["line"], one["name"]))


def finding(line, name, rules):
    denied = [module for module in rules["denied"] if name == module or name.startswith(module + ".")]
    root = name.partition(".")[0]
    if denied:
        return {"line": line, "name": denied[0], "reason": f"{denied[0]} is not allowed here.", "instead": instead(denied[0], rules)}
    if root in rules["allowed"] or root in sys.stdlib_module_names or root.startswith("_") or not root:
        return None
    return {"line": line, "name": root, "reason": f"{root} is not among the allowed packages.", "instead": instead(name, rules)}


def instead(name, rules):
    table = rules["alternatives"]
    return table.get(name) or table.get(name.partition(".")[0]) or FALLBACK


def uses(code, depth):
    """Line and full module name of everything the code imports or reaches by an imported name."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    aliases = {}
    nodes = list(ast.walk(tree))
    for node in nodes:
        for name in imported(node, aliases):
            yield node.lineno, name
    for node in nodes:
        yield from reached(node, aliases)
        yield from called(node, depth)


def imported(node, aliases):
    """Modules of an import statement; what they are called afterwards goes into `aliases`."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            name = plain(alias.name)
            aliases[alias.asname or name.partition(".")[0]] = name if alias.asname else name.partition(".")[0]
            yield name
    elif isinstance(node, ast.ImportFrom) and not node.level:
        module = plain(node.module or "")
        yield module
        for alias in node.names:
            aliases[alias.asname or alias.name] = f"{module}.{plain(alias.name)}"
            yield f"{module}.{plain(alias.name)}"


def reached(node, aliases):
    """`urllib.request` by way of `import urllib`, and modules taken from sys.modules."""
    if isinstance(node, ast.Attribute):
        name = dotted(node, aliases)
        if name:
            yield node.lineno, name
    if isinstance(node, ast.Subscript) and ends_with(node.value, "modules"):
        yield from literal(node.lineno, node.slice)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and ends_with(node.func.value, "modules") and node.args:
        yield from literal(node.lineno, node.args[0])


def called(node, depth):
    """Modules named in a literal: `__import__("x")`, `importlib.import_module("x")`, `exec("import x")`."""
    if not isinstance(node, ast.Call) or not node.args:
        return
    name = plain(getattr(node.func, "attr", getattr(node.func, "id", "")))
    if name in IMPORTERS:
        yield from literal(node.lineno, node.args[0])
    text = constant(node.args[0]) if name in RUNNERS and depth > 0 else None
    for _, module in uses(text, depth - 1) if text else ():
        yield node.lineno, module


def literal(line, node):
    text = constant(node)
    if text:
        yield line, plain(text)


def constant(node):
    """The text of a literal, also of one put together from literals; None for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = constant(node.left), constant(node.right)
        return None if left is None or right is None else left + right
    if isinstance(node, ast.JoinedStr):
        parts = [constant(part.value if isinstance(part, ast.FormattedValue) else part) for part in node.values]
        return None if None in parts else "".join(parts)
    return None


def dotted(node, aliases):
    """`a.b.c` as text, its first name as imported; None when it does not begin with a name."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(plain(node.attr))
        node = node.value
    if not isinstance(node, ast.Name) or plain(node.id) not in aliases:
        return None
    return ".".join([aliases[plain(node.id)], *reversed(parts)])


def ends_with(node, name):
    return getattr(node, "attr", getattr(node, "id", None)) == name


def plain(name):
    return unicodedata.normalize("NFKC", name).strip()
