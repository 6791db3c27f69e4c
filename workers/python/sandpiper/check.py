"""Which imports of a script the policy refuses, judged on its syntax tree before it runs.

Policy and teaching, no wall: the wall is the browser's. `rules` is a CodeRules: `allowed` import names, `denied` module
names, `alternatives` from module name to the nearest allowed way, `helpers` names of helper modules. `present` says which of the allowed names are in this kernel.
"""

import re
import sys

from .uses import uses

# Names that no package of a lock brings, and that a policy may allow all the same.
NO_PACKAGES = {"sandpiper", "js", "pyodide", "pyodide_js", "micropip", "pip", "telnetlib", "nntplib"}
GENERAL = ("numpy", "pandas", "scipy", "sklearn")
NEAR = {
    "sklearn": ("scipy", "numpy"), "scipy": ("numpy", "statistics"), "numpy": ("statistics", "math"), "pandas": ("csv", "sqlite3", "json"), "sympy": ("mpmath", "fractions", "math"),
    "mpmath": ("decimal", "fractions"), "seaborn": ("matplotlib", "plotly"), "matplotlib": ("plotly",), "mpl_toolkits": ("plotly",), "pylab": ("matplotlib", "plotly"),
    "plotly": ("matplotlib",), "openpyxl": ("xlsxwriter", "csv"), "xlsxwriter": ("openpyxl", "csv"), "lxml": ("xml.etree.ElementTree", "html.parser"), "bs4": ("lxml", "html.parser"),
    "regex": ("re",), "jinja2": ("string",), "joblib": ("pickle",), "dateutil": ("datetime",), "pytz": ("zoneinfo",), "narwhals": ("pandas",),
}


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
    found = sorted({(line, name) for line, name in uses(code)})
    findings = [finding(line, name, rules) for line, name in found]
    return unique([one for one in findings if one])


def unique(findings):
    """One finding for a module and line, the first."""
    kept = {(one["line"], one["name"]): one for one in reversed(findings)}
    return sorted(kept.values(), key=lambda one: (one["line"], one["name"]))


def present(rules, homes):
    """The rules for a kernel in which `homes` (module name to package) is all that can be loaded: what is allowed but not there is refused."""
    here = [name for name in rules["allowed"] if name in homes or name in NO_PACKAGES or name.partition(".")[0] in sys.stdlib_module_names]
    return {**rules, "allowed": here, "absent": sorted({*rules["allowed"], *GENERAL} - {*here})}


def finding(line, name, rules):
    denied = [module for module in rules["denied"] if name == module or name.startswith(module + ".")]
    root = name.partition(".")[0]
    if denied:
        return {"line": line, "name": denied[0], "reason": f"{denied[0]} is not allowed here.", "instead": instead(denied[0], rules)}
    if root in rules["allowed"] or root in rules.get("helpers", ()) or root in sys.stdlib_module_names or root.startswith("_") or not root:
        return None
    return {"line": line, "name": root, "reason": f"{root} is not among the allowed packages.", "instead": instead(name, rules)}


def instead(name, rules):
    """The nearest way that is open: what the table says, unless it speaks of a package that is not there either."""
    table = rules["alternatives"]
    told = table.get(name) or table.get(name.partition(".")[0])
    if told and not {*re.findall(r"\w+", told)} & {*rules.get("absent", ())}:
        return told
    near = next((one for one in NEAR.get(name.partition(".")[0], ()) if one in rules["allowed"] or one.partition(".")[0] in sys.stdlib_module_names), None)
    return f"Use {near}." if near else fallback(rules)


def fallback(rules):
    """The packages for general use that code may import, in words."""
    known = ["the standard library", *(one for one in GENERAL if one in rules["allowed"])]
    return f"Use {', '.join(known[:-1])} or {known[-1]}." if len(known) > 1 else f"Use {known[0]}."
