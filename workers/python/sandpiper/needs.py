"""Which vendored packages a script needs: what it imports, and what the calls it makes import behind its back."""

import ast
import importlib.util
import json
import re
import unicodedata

packages = {}
homes = {}
loaded = set()

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
    packages.clear()
    packages.update(json.loads(lock)["packages"])
    homes.clear()
    homes.update({module: name for name, one in packages.items() for module in one["imports"]})


def needed(code):
    """Names of packages that `code` needs and that are not loaded, dependencies first."""
    wanted = [home for module in modules(code) if (home := homes.get(module))]
    wanted += [name for name in hinted(code) if name in packages]
    ordered = {}
    for name in wanted:
        visit(name, ordered)
    return [name for name in ordered if name not in loaded]


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
    """Top-level names of everything the code imports, and of modules of ours that it uses, theirs too."""
    found = imports(tree(code))
    for name in [name for name in found if name.startswith("sandpiper")]:
        found |= own_imports(name, set())
    return sorted({name.partition(".")[0] for name in found})


def imports(parsed):
    found = set()
    for node in ast.walk(parsed) if parsed else ():
        if isinstance(node, ast.Import):
            found |= {nfkc(alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= from_import(node)
        elif isinstance(node, ast.Call) and call_name(node) in ("import_module", "__import__"):
            found |= {nfkc(argument.value) for argument in node.args[:1] if isinstance(argument, ast.Constant) and isinstance(argument.value, str)}
    return found


def from_import(node):
    module = nfkc(node.module)
    inner = {f"{module}.{nfkc(alias.name)}" for alias in node.names} if module == "sandpiper" else set()
    return {module} | inner


def nfkc(name):
    return unicodedata.normalize("NFKC", name)


def own_imports(name, seen):
    """What a module of the sandpiper package imports, and the modules of ours it leads to."""
    if name in seen:
        return set()
    seen.add(name)
    spec = find(name)
    if spec is None or not spec.origin or not spec.origin.endswith(".py"):
        return set()
    with open(spec.origin, encoding="utf-8") as file:
        parsed = tree(file.read())
    found = imports(parsed)
    for other in relative(parsed) | {one for one in found if one.startswith("sandpiper.")}:
        found |= own_imports(other, seen)
    return found


def find(name):
    try:
        return importlib.util.find_spec(name) if name != "sandpiper" else None
    except (ImportError, ValueError):
        return None


def relative(parsed):
    found = set()
    for node in ast.walk(parsed) if parsed else ():
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            found |= {f"sandpiper.{node.module.partition('.')[0]}"} if node.module else {f"sandpiper.{alias.name}" for alias in node.names}
    return found


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


def explain(error):
    """A note for a module that could not be imported, or None."""
    missing = (getattr(error, "name", None) or "").partition(".")[0]
    if not missing:
        return None
    home = homes.get(missing)
    if home and home not in loaded:
        return f"{missing} is available but was not loaded: write `import {missing}` as a statement of its own and run again"
    if home is None:
        known = ", ".join(sorted(module for module in homes if not module.startswith("_")))
        return f"{missing} is not available here and cannot be installed. Available besides the standard library: {known}"
    return None
