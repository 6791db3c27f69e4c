"""Which vendored packages a script needs: what it imports, and what the calls it makes import behind its back."""

import ast
import contextlib
import errno
import functools
import importlib
import json
import os
import re
import sys
import unicodedata

configured = False
packages = {}
homes = {}
loaded = set()
# Of them, those whose files are still to come.
fileless = set()
# Helper modules of the policy by name, as code (modules.py).
helpers = {}

CALLS = {
    "read_excel": ["openpyxl"], "to_excel": ["openpyxl", "xlsxwriter"], "ExcelWriter": ["openpyxl", "xlsxwriter"], "ExcelFile": ["openpyxl"],
    "read_html": ["lxml", "beautifulsoup4"], "read_xml": ["lxml"], "to_xml": ["lxml"], "to_markdown": ["tabulate"],
    "style": ["jinja2"], "plot": ["matplotlib"], "hist": ["matplotlib"], "boxplot": ["matplotlib"],
    "tz_localize": ["tzdata"], "tz_convert": ["tzdata"], "ZoneInfo": ["tzdata"],
    "chart": ["matplotlib"], "BeautifulSoup": ["beautifulsoup4", "lxml"],
}
ENDINGS = {
    ".xlsx": ["openpyxl", "xlsxwriter"], ".xlsm": ["openpyxl"], ".xls": ["xlrd"], ".ods": ["odfpy"], ".docx": ["python-docx"],
    ".pptx": ["python-pptx"], ".png": ["matplotlib"], ".svg": ["matplotlib"], ".zip": ["openpyxl"], ".html": ["lxml", "beautifulsoup4"], ".xml": ["lxml"],
}
METHODS = {"interpolate": ["scipy"], "corr": [], "kde": ["scipy", "matplotlib"], "nlargest": []}


def configure(lock):
    """Takes the lock file (JSON text): package name to its imports and dependencies."""
    global configured
    configured = True
    packages.clear()
    packages.update(json.loads(lock)["packages"])
    homes.clear()
    homes.update({module: name for name, one in packages.items() for module in one["imports"]})


def needed(code):
    """Names of packages that `code` needs and that are not loaded, dependencies first."""
    wanted = []
    for text in reached(code):
        wanted += [home for module in modules(text) if (home := homes.get(module))]
        wanted += [name for name in hinted(text) if name in packages]
    ordered = {}
    for name in wanted:
        visit(name, ordered)
    return [name for name in ordered if name not in loaded]


def preload(code):
    """Imports the vendored modules that the code will import, so that their loading is not on the clock of the run."""
    for name in sorted({name for text in reached(code) for name in imports(tree(text), "")}):
        if homes.get(name.partition(".")[0]) in loaded and name not in sys.modules:
            with contextlib.suppress(Exception):
                importlib.import_module(name)


def reached(code):
    """The code, and that of the helper modules that it imports, directly or by way of one another."""
    texts, seen = [code], set()
    for text in texts if helpers else ():
        for name in sorted({one.partition(".")[0] for one in imports(tree(text), "")} & helpers.keys() - seen):
            seen.add(name)
            texts.append(helpers[name])
    return texts


def lacking(name):
    """Whether a lock is known and has no such package: the policy leaves it out."""
    return configured and name not in packages


def visit(name, ordered):
    if name in ordered or name not in packages:
        return
    for other in packages[name]["depends"]:
        visit(other, ordered)
    ordered[name] = True


def mark(names):
    loaded.update(names)


def tree(code):
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def modules(code):
    """Top-level names of everything the code imports, and of what the modules of ours that it uses import."""
    parsed = tree(code)
    found, seen = imports(parsed, ""), set()
    for name in sorted(used_of_ours(parsed, found)):
        found |= own_imports(name, seen)
    return sorted({name.partition(".")[0] for name in found})


def used_of_ours(parsed, found):
    """Modules of the sandpiper package that the code names, directly or by a helper they offer."""
    ours = {name for name in found if name.startswith("sandpiper")}
    if not ours:
        return set()
    words = {nfkc(word) for node in ast.walk(parsed) for word in (getattr(node, "id", None), getattr(node, "attr", None)) if isinstance(word, str)}
    words |= {name.rpartition(".")[2] for name in ours}
    return (ours - {"sandpiper", "sandpiper.analysis"}) | {home for name, home in offered().items() if name in words}


def offered():
    """Helpers that sandpiper.analysis offers, and the module each lives in."""
    from . import analysis

    return {name: f"sandpiper.analysis.{home}" for name, home in analysis._offered.items()}


def imports(parsed, package):
    """Full names of imported modules; `package` is what relative imports start from."""
    found = set()
    for node in ast.walk(parsed) if parsed else ():
        if isinstance(node, ast.Import):
            found |= {nfkc(alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= from_import(node, package)
        elif isinstance(node, ast.Call) and call_name(node) in ("import_module", "__import__"):
            found |= {nfkc(argument.value) for argument in node.args[:1] if isinstance(argument, ast.Constant) and isinstance(argument.value, str)}
    return found


def from_import(node, package):
    if node.level:
        parents = package.split(".")[: len(package.split(".")) - node.level + 1]
        module = ".".join([*parents, *([node.module] if node.module else [])])
    else:
        module = nfkc(node.module or "")
    ours = module.split(".")[0] == "sandpiper"
    return {module} | ({f"{module}.{nfkc(alias.name)}" for alias in node.names} if ours else set())


def nfkc(name):
    return unicodedata.normalize("NFKC", name)


def own_imports(name, seen):
    """What a module of ours imports, and the modules of ours it leads to."""
    if name in seen or name == "sandpiper":
        return set()
    seen.add(name)
    found = set(direct(name))
    for other in [one for one in found if one.startswith("sandpiper.")]:
        found = found | own_imports(other, seen)
    return found


@functools.cache
def direct(name):
    """What a module of ours imports itself; nothing when there is none of that name. Parsed once: our sources do not change while Python runs."""
    parsed = source(name)
    return frozenset(imports(parsed, name if is_package(name) else name.rpartition(".")[0]))


def path_of(name):
    return os.path.join(os.path.dirname(os.path.dirname(__file__)), *name.split("."))


def is_package(name):
    return os.path.isfile(os.path.join(path_of(name), "__init__.py"))


def source(name):
    """Parsed source of a module of ours, None when there is none of that name."""
    path = os.path.join(path_of(name), "__init__.py") if is_package(name) else path_of(name) + ".py"
    if not os.path.isfile(path):
        return None
    with open(path, encoding="utf-8") as file:
        return tree(file.read())


def hinted(code):
    """Packages that calls and file names in the code point to."""
    found = []
    for node in ast.walk(tree(code) or ast.Module([], [])):
        if isinstance(node, ast.Attribute):
            found += CALLS.get(nfkc(node.attr), METHODS.get(nfkc(node.attr), []))
        elif isinstance(node, ast.Name):
            found += CALLS.get(nfkc(node.id), [])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            ending = re.search(r"\.[a-z]{3,4}$", node.value.lower())
            found += ENDINGS.get(ending.group(), []) if ending else []
    return found


def call_name(node):
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


NETWORK = ("URLError", "HTTPError", "gaierror", "ConnectionError", "ConnectionRefusedError", "RemoteDisconnected")
NOT_CONNECTED = (26, 53)


def explain(error):
    """A note for the model about an exception that has its reason in this place, or None."""
    if isinstance(error, ModuleNotFoundError):
        return explain_import(error)
    if isinstance(error, ImportError):
        return None
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "the space for files in this sandbox is used up: os.remove() what is no longer needed, or write fewer and smaller files"
    if type(error).__name__ in NETWORK or (isinstance(error, OSError) and "ocket" in str(error) and error.errno in NOT_CONNECTED):
        return "there is no network here: work with the dropped files (they lie below /data) and the tables made of them"
    return None


def explain_import(error):
    name = getattr(error, "name", None) or ""
    missing = name.partition(".")[0]
    if not missing:
        return None
    if missing in sys.stdlib_module_names:
        return f"{name} was taken out of this sandbox: there is no network, and there are no processes"
    home = homes.get(missing)
    if home and home not in loaded:
        return f"{missing} is available but was not loaded: write `import {missing}` as a statement of its own and run again"
    if home is None:
        known = ", ".join(sorted(module for module in homes if not module.startswith("_")))
        return f"{missing} is not available here and cannot be installed. Available besides the standard library: {known}"
    return None
