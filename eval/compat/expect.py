"""Writes what native CPython prints for each script beside it, as NAME.out: python eval/compat/expect.py [folder ...].

Needs the packages of versions.txt. A script runs in a process of its own, without a display.
"""

import importlib.metadata
import os
import pathlib
import platform
import subprocess
import sys
import tempfile

here = pathlib.Path(__file__).resolve().parent
PACKAGES = ["pandas", "numpy", "scipy", "scikit-learn", "matplotlib", "seaborn", "openpyxl", "python-dateutil", "jinja2"]


def run(script):
    env = {**os.environ, "MPLBACKEND": "Agg", "PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore"}
    code = script.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:  # so that no script is imported in the place of a module of its name
        return subprocess.run([sys.executable, "-"], input=code, capture_output=True, text=True, env=env, cwd=folder, check=False)


def main(folders):
    scripts = sorted(script for folder in folders for script in pathlib.Path(folder).glob("*/*.py"))
    failed = []
    for script in scripts:
        ran = run(script)
        if ran.returncode != 0:
            failed.append(f"{script}: {ran.stderr}")
            continue
        script.with_suffix(".out").write_text(ran.stdout, encoding="utf-8", newline="\n")
    versions = [f"python {platform.python_version()}", *(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)]
    (here / "versions.txt").write_text("\n".join(versions) + "\n", encoding="utf-8")
    print(f"{len(scripts)} scripts")
    sys.exit("\n".join(failed) or 0)


main(sys.argv[1:] or [here])
