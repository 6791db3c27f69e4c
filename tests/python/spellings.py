"""One denied import in many spellings, and what only looks like one. `js` stands for the module."""

SPELLINGS = [
    "import js", "import js as x", "import js.x.y", "import json, js", "from js import fetch", "from js import *", "from js.x import (a, b)", "import \\\n    js", "if 1: import js",
    "try:\n    import js\nexcept ImportError: js = None", "class A:\n    import js", "async def f():\n    from js import x", "lambda: __import__('js')", "import \uff4a\uff53", "from \uff4a\uff53 import x",
    "import \U0001d423\U0001d42c", "__import__('js')", "__import__(name='js')", "__import__('j' 's')", "__import__('j' + 's')", "__import__(f'j{\"s\"}')", "__import__('%s%s' % ('j', 's'))",
    "__import__('j{}'.format('s'))", "__import__(''.join(['j', 's']))", "__import__('sj'[::-1])", "__import__('\\x6as')", "__import__('\uff4a\uff53')",
    "name = 'js'\n__import__(name)", "a: str = 'j'\nb = 's'\n__import__(a + b)", "(n := 'js')\n__import__(n)", "__import__('js', globals(), locals(), ['x'], 0)", "load = __import__\nload('js')",
    "import builtins\nbuiltins.__import__('js')", "__builtins__.__import__('js')", "import importlib\nimportlib.import_module('js')", "import importlib as i\ni.import_module('js.x')",
    "from importlib import import_module\nimport_module('js')", "from importlib import import_module as load\nload('js')", "import importlib\nf = importlib.import_module\nf(name='js')",
    "import importlib\nimportlib.__import__('js')", "import importlib.util\nimportlib.util.find_spec('js')", "import pkgutil\npkgutil.find_loader('js')", "import pkgutil\npkgutil.resolve_name('js')",
    "import runpy\nrunpy.run_module('js')", "import runpy as r\nr.run_module(mod_name='js')", "import sys\nsys.modules['js']", "from sys import modules as m\nm['js']", "import sys as s\ns.modules.get('js')",
    "import sys\nm = sys.modules\nm.get('js')", "exec('import js')", "exec(b'import js')", "exec('im' + 'port js')", "eval(\"__import__('js')\")", "exec(compile('import js', 'x', 'exec'))",
    "exec(compile(source='import js', filename='x', mode='exec'))", "run = exec\nrun('import js')", "exec(\"exec('import js')\")", "code = 'import js'\nexec(code)", "import builtins as b\nb.exec('import js')",
    "exec('import \uff4a\uff53')", "exec('''\nif True:\n    from js import x\n''')", "from urllib import parse\nimport js as parse",
]
HARMLESS = [
    "x = {'js': 1}['js']", "df['js'].sum()", "modules = {'a': 1}\nmodules['a']", "name = 'js'\nprint(name)", "df.eval('a + b')", "df.query('js > 1')", "df.eval('js = a + 1')", "import re\nre.compile('import js')",
    "text = 'import js'\nlen(text)", "eval('1 + 1')", "exec('x = 1')", "import importlib\nimportlib.import_module('json')", "import sys\nsys.modules['json']", "js = 1\njs + 1", "def js(): pass\njs()",
    "name = 'js'\nname = 'json'\n__import__(name)", "'%d' % 3", "''.join(str(one) for one in x)", "getattr(df, 'js')",
]
