"""Helper modules that the policy gives to generated code.

They are trusted no more than that code: the same check of imports, and nothing of them runs before a script imports them, on
the clock of its run. One with a fault is left out; importing it says why.
"""

import importlib.machinery
import sys

from . import check, errors, needs

faults = {}


def provide(modules, rules):
    """Takes modules (dicts of name and code) that are checked against `rules` (CodeRules). Gives the faults: dicts of name, line and reason."""
    found = [fault for one in modules for fault in look(one["name"], one["code"], rules)]
    needs.helpers.clear()
    for one in modules:
        lend(one["name"], one["code"])
    faults.clear()
    for one in reversed(found):
        faults[one["name"]] = one
    return found


def lend(name, code):
    """Lets a module be imported, unchecked."""
    needs.helpers[name] = code
    if finder not in sys.meta_path:
        sys.meta_path.insert(0, finder)


def look(name, code, rules):
    """What keeps a module from being imported; nothing of it is run."""
    if taken(name):
        return [fault(name, None, f"{name} is the name of a module that is there already")]
    try:
        compile(code, place(name), "exec", dont_inherit=True)
    except SyntaxError as error:
        return [fault(name, error.lineno, errors.message(error))]
    except (ValueError, RecursionError, MemoryError) as error:
        return [fault(name, None, errors.message(error) or type(error).__name__)]
    known = check.present(rules, needs.homes) if needs.configured else rules
    return [fault(name, one["line"], f"{one['reason']} {one['instead']}") for one in check.check(code, known)]


def taken(name):
    return name in sys.stdlib_module_names or name in needs.homes or (name in sys.modules and name not in needs.helpers)


def fault(name, line, reason):
    return {"name": name, "line": line, "reason": reason[:1_000]}


def place(name):
    """What stands in tracebacks for the module's file."""
    return f"<helper {name}>"


class Finder:
    """Makes modules of them when they are imported."""

    def find_spec(self, name, path=None, target=None):
        if name in faults:
            line, reason = faults[name]["line"], faults[name]["reason"]
            raise ImportError(f"the helper module {name} has a fault{f' in its line {line}' if line else ''} and was left out: {reason}", name=name)
        return importlib.machinery.ModuleSpec(name, self, origin=place(name)) if name in needs.helpers else None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        name = module.__name__
        errors.remember(place(name), needs.helpers[name])
        exec(compile(needs.helpers[name], place(name), "exec", dont_inherit=True), module.__dict__)

    def get_source(self, name):
        return needs.helpers.get(name)


finder = Finder()
