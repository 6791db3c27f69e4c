"""Which runs of a session have to be made again, so that its namespace is what it was.

Left out is only what is plain to see: a script that merely looks and shows, and one whose names are all made anew before anyone reads them.
Whatever cannot be told from the syntax tree counts as needed, and what runs code out of texts needs all that came before it.
"""

import ast

from .namespace import given
from .purity import Purity
from .uses import plain


def plan(scripts):
    """For each script (dict of code and `ok`, oldest first): whether it is needed, and the names it reads, binds and surely makes anew."""
    seen = [Script(one["code"], one["ok"]) for one in scripts]
    purity = Purity([one.tree for one in seen if one.tree])
    alike = aliases(seen)
    for script in seen:
        script.weigh(purity, alike)
    dead = set()
    for script in reversed(seen):
        script.needed = script.tree is not None and (script.acts or bool(script.changes - dead))
        if script.needed:
            dead = set() if script.opaque else (dead | script.makes) - script.reads
    return [one.told() for one in seen]


class Script:
    """What one script does to the namespace. One that does not parse did nothing the first time either."""

    def __init__(self, code, ok):
        try:
            self.tree = ast.parse(code)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            self.tree = None
        self.ok, self.needed, self.acts, self.opaque, self.passing = ok, False, False, False, False
        self.reads, self.binds, self.changes, self.makes, self.drops = set(), set(), set(), set(), set()

    def weigh(self, purity, alike):
        """Follows what it calls, and the other names of what it changes."""
        if self.tree is None:
            return
        nodes, scope = list(ast.walk(self.tree)), list(own(self.tree))
        self.binds = {name for node in scope for name in bound(node)} | {plain(name) for node in nodes if isinstance(node, ast.Global) for name in node.names}
        found = purity.of(self.tree)
        self.acts, self.opaque, self.passing = found.acts or found.opaque or purity.doubtful, found.opaque, found.passing
        changed = self.binds | found.changes | {root for node in nodes for root in roots(node)}
        self.changes = set().union(changed, *(alike.get(name, ()) for name in changed))
        self.follow(purity)

    def follow(self, purity):
        """From statement to statement at the top: what is read before it is made, what is surely made. A script may end at its answer."""
        ended = not self.ok
        for statement in self.tree.body:
            found = purity.of(statement)
            self.reads |= found.reads - self.makes
            ended = ended or found.ends
            if not ended:
                self.makes |= set(surely(statement))
                self.drops |= {plain(one.id) for one in getattr(statement, "targets", ()) if isinstance(statement, ast.Delete) and isinstance(one, ast.Name)}

    def told(self):
        names = {name: sorted(getattr(self, name) - given) for name in ("reads", "binds", "changes", "makes", "drops")}
        return {"needed": self.needed, "passing": self.passing, **names}


def own(tree):
    """The nodes of the script's own scope: not the insides of functions, lambdas and comprehensions."""
    waiting = list(ast.iter_child_nodes(tree))
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            continue
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            waiting += [inner for inner in ast.walk(node) if isinstance(inner, ast.NamedExpr)]
            continue
        waiting += ast.iter_child_nodes(node)


def bound(node):
    """Names that a statement or a target gives a value to, or takes away."""
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield plain(node.id)
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield plain(node.name)
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        for alias in node.names:
            yield plain(alias.asname or alias.name.partition(".")[0])
    elif isinstance(node, (ast.MatchAs, ast.MatchStar, ast.ExceptHandler, ast.TypeAlias)) and isinstance(node.name, str):
        yield plain(node.name)
    elif isinstance(node, ast.MatchMapping) and node.rest:
        yield plain(node.rest)


def surely(node):
    """Names that a statement at the top makes anew, whatever they were."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from simple(target)
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        yield from simple(node.target)
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)):
        yield from (name for name in bound(node) if name != "*")


def simple(target):
    if isinstance(target, ast.Name):
        yield plain(target.id)
    elif isinstance(target, (ast.Tuple, ast.List)):
        for one in target.elts:
            yield from simple(one.value if isinstance(one, ast.Starred) else one)


def roots(node):
    """The name below `x[...] = `, `x.y = ` and `del x[...]`."""
    if not isinstance(node, (ast.Attribute, ast.Subscript)) or isinstance(node.ctx, ast.Load):
        return
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Name):
        yield plain(node.id)


def aliases(scripts):
    """Name to all names that may stand for a part of the same thing: those that ever met in an assignment, a loop, a `with`."""
    group = {}
    for script in scripts:
        for node in ast.walk(script.tree) if script.tree else ():
            names = met(node)
            joined = set().union(names, *(group.get(name, ()) for name in names))
            for name in joined:
                group[name] = joined
    return group


def met(node):
    """Names on both sides of what gives a name to a value."""
    if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.NamedExpr, ast.For, ast.AsyncFor, ast.withitem, ast.comprehension, ast.Match)):
        parts = [node.target, node.iter] if isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)) else [node]
        return {plain(one.id) for part in parts for one in ast.walk(part) if isinstance(one, ast.Name)}
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {plain(node.name), *(plain(one.id) for one in ast.walk(node) if isinstance(one, ast.Name))}
    return set()


