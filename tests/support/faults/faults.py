# Scripts that go wrong, one a section. After its name stands what must come of it; `|` parts what may.

# fault loop: timeout kept
while True: pass
# fault loop over numpy: timeout kept
import numpy as np
many = np.ones(100_000)
while True: many.sum()
# fault loop over pandas: timeout kept
import pandas as pd
frame = pd.DataFrame({"a": range(1000), "b": range(1000)})
while True: frame.groupby("a")["b"].sum()
# fault regular expression: timeout kept
import re
re.match("(a+)+b", "a" * 60)
# fault power of a big integer: timeout kept|timeout lost
x = 7 ** (10 ** 8)
# fault digits of a big integer: timeout kept|timeout lost|error ValueError
import sys
sys.set_int_max_str_digits(0)
len(str(1 << 60_000_000))
# fault interrupt swallowed: timeout lost
while True:
    try:
        while True: pass
    except BaseException: pass
# fault interrupt ignored: timeout lost
import signal
signal.signal(signal.SIGINT, signal.SIG_IGN)
while True: pass
# fault loop in finally: timeout lost
try:
    while True: pass
finally:
    while True: pass
# fault sum in C: timeout lost
sum(range(10 ** 12))
# fault iterator in C: timeout lost
import collections, itertools
collections.deque(itertools.count(), maxlen=0)
# fault one long product of matrices: timeout lost
import numpy as np
big = np.ones((2600, 2600))
big @ big @ big @ big
# fault generator without end: timeout kept
import itertools
all(n >= 0 for n in itertools.count())
# fault sleep: timeout kept
import time
time.sleep(60)
# fault await: timeout kept
import asyncio
await asyncio.sleep(60)
# fault await of nothing: timeout kept
import asyncio
await asyncio.Future()
# fault await that swallows its end: timeout lost
import asyncio
while True:
    try: await asyncio.sleep(1)
    except BaseException: pass
# fault repr without end: timeout kept
class Endless:
    def __repr__(self):
        while True: pass
Endless()
# fault code in a text: timeout kept
exec("while True: pass")
# fault lock taken twice: timeout kept|timeout lost|error RuntimeError
import threading
lock = threading.Lock()
lock.acquire()
lock.acquire()
# fault queue that stays empty: timeout kept|timeout lost|error RuntimeError
import queue
queue.Queue().get()
# fault printing without end: timeout kept
while True: print("x" * 50)
# fault question to nobody: error EOFError
input("name? ")
# fault recursion: error RecursionError
def f(): return f() + 1
f()
# fault recursion with the limit raised: fatal lost|error RecursionError
import sys
sys.setrecursionlimit(10 ** 7)
def f(): f()
f()
# fault recursion through C: fatal lost|error RecursionError
import sys, functools
sys.setrecursionlimit(10 ** 7)
def g(n): return functools.reduce(lambda a, b: g(n + 1), [1, 2])
g(0)
# fault map of maps: fatal lost
chain = iter(())
for _ in range(60_000): chain = map(id, chain)
next(chain, None)
# fault filter of filters: fatal lost
chain = iter(())
for _ in range(60_000): chain = filter(None, chain)
next(chain, None)
# fault chain of chains: fatal lost
import itertools
chain = iter(())
for _ in range(60_000): chain = itertools.chain(chain, ())
next(chain, None)
# fault zip of zips: fatal lost
chain = iter(())
for _ in range(60_000): chain = zip(chain)
next(chain, None)
# fault hash of nested tuples: fatal lost|error RecursionError
nest = ()
for _ in range(60_000): nest = (nest,)
hash(nest)
# fault repr of nested lists: error RecursionError|ok|fatal lost
nest = []
for _ in range(60_000): nest = [nest]
repr(nest)
# fault pickle of nested lists: error RecursionError|fatal lost
import pickle
nest = []
for _ in range(60_000): nest = [nest]
pickle.dumps(nest)
# fault json of nested lists: error RecursionError|fatal lost
import json
nest = []
for _ in range(60_000): nest = [nest]
json.dumps(nest)
# fault json text of nested lists: error RecursionError|fatal lost
import json
json.loads("[" * 200_000)
# fault literal of nested signs: error RecursionError|error MemoryError|error SyntaxError|fatal lost
import ast
ast.parse("-" * 200_000 + "1")
# fault nested expression: error RecursionError|error MemoryError|error SyntaxError|fatal lost
eval("(" * 5_000 + "1" + ")" * 5_000)
# fault long sum of terms: error RecursionError|error MemoryError|fatal lost|ok
eval("+".join(["1"] * 60_000))
# fault nested pattern: error RecursionError|error OverflowError|error PatternError|fatal lost
import re
re.compile("(" * 20_000 + ")" * 20_000)
# fault copy of nested lists: error RecursionError
import copy
nest = []
for _ in range(60_000): nest = [nest]
copy.deepcopy(nest)
# fault comparison of nested lists: error RecursionError|fatal lost
one, two = [], []
for _ in range(60_000): one, two = [one], [two]
one == two
# fault abort: fatal lost
import os
os.abort()
# fault exit of the process: fatal lost
import os
os._exit(3)
# fault signal that ends: fatal lost|error OSError|error KeyboardInterrupt
import signal
signal.raise_signal(signal.SIGABRT)
# fault read of nowhere: fatal lost
import ctypes
ctypes.string_at(2 ** 31 + 2 ** 30)
# fault write over everything, without a trap: fatal lost|timeout lost
import ctypes
ctypes.memset(8, 255, 60_000_000)
# fault call of a wrong address: fatal lost
import ctypes
ctypes.CFUNCTYPE(ctypes.c_int)(99_999_999)()
# fault write past the end of an array: fatal lost
import numpy as np
past = np.lib.stride_tricks.as_strided(np.zeros(1), shape=(2 ** 27,))
past[:] = 1.5
# fault code object without its constants: fatal lost|error SystemError|ok|ok renewed|timeout lost|error TypeError
def f(): return "a" + str(12345.678)
exec(f.__code__.replace(co_consts=(), co_names=()))
# fault fault handler's own crash: fatal lost|error AttributeError|error ImportError
import faulthandler
faulthandler._sigabrt()
# fault bytes in one piece: error MemoryError
bytearray(2 ** 31 - 100)
# fault blocks until there is no more: error MemoryError
blocks = []
while True: blocks.append(bytearray(5_000_000))
# fault small objects until there is no more: error MemoryError|error MemoryError renewed|timeout kept|timeout lost
small = []
while True: small.append([len(small)] * 200)
# fault array in one piece: error _ArrayMemoryError|error MemoryError
import numpy as np
np.ones(10 ** 8)
# fault text doubled: error MemoryError
text = "x"
while True: text += text
# fault join of everything with everything: error MemoryError|error _ArrayMemoryError
import pandas as pd
pd.DataFrame({"a": range(12_000)}).merge(pd.DataFrame({"b": range(12_000)}), how="cross")
# fault shift too far: error MemoryError|error OverflowError
1 << 10 ** 12
# fault disk filled: error OSError
with open("/tmp/full", "wb") as file:
    while True: file.write(bytes(2 ** 20))
# fault a thousand files: ok
import contextlib, os
with contextlib.suppress(OSError): os.remove("/tmp/full")
for n in range(1_500): open(f"/output/{n}.txt", "w").write("x")
# fault one line of fifty megabytes: ok
print("x" * 50_000_000)
# fault a million lines: ok|timeout kept
for n in range(1_000_000): print(n)
# fault bytes beside Python's own output: ok
import sys, os
for n in range(300): os.write(1, b"x" * 10_000 + b"\n")
# fault value of fifty megabytes: ok
"x" * 50_000_000
# fault list of a million as value: ok
list(range(1_000_000))
# fault error with a message of fifty megabytes: error ValueError
raise ValueError("x" * 50_000_000)
# fault error that cannot be told: error Silent
class Silent(BaseException):
    def __str__(self): raise self
    __repr__ = __str__
raise Silent()
# fault figure of a square kilometre: ok|error ValueError|error MemoryError|error _ArrayMemoryError|timeout kept|timeout lost
import matplotlib.pyplot as plt
plt.figure(figsize=(5_000, 5_000))
plt.plot([1, 2])
# fault two hundred tables: ok
import pandas as pd
for n in range(200): table(pd.DataFrame({"n": [n]}))
# fault builtin replaced: ok renewed
import builtins
builtins.sum = lambda values: 7
# fault builtin that the kernel needs replaced: fatal lost|ok renewed
import builtins
builtins.len = lambda value: 7
# fault builtin removed: ok renewed|error NameError renewed|error RuntimeError renewed
import builtins
del builtins.isinstance
# fault modules forgotten: ok renewed|error KeyError renewed|error ImportError renewed|fatal lost
import sys
sys.modules.clear()
# fault ways of import removed: error ZeroDivisionError renewed
import sys
sys.meta_path.clear()
1 / 0
# fault library deleted: error ZeroDivisionError renewed
import shutil
shutil.rmtree("/lib/python3.14/site-packages", ignore_errors=True)
1 / 0
# fault output closed: ok|ok renewed|error ValueError
import sys
sys.stdout.close()
sys.stdout = None
# fault kernel's own function patched: ok renewed|fatal lost
from sandpiper import outputs
outputs.collect = lambda before: 1 / 0
# fault writer of the answer without end: timeout lost
import json
def endless(*_rest, **_options):
    while True: pass
json.dumps = endless
# fault task left over that computes: ok
import asyncio
async def later():
    await asyncio.sleep(0.05)
    while True: pass
task = asyncio.ensure_future(later())
# fault task left over that waits: ok
import asyncio
async def always():
    while True: await asyncio.sleep(0)
task = asyncio.ensure_future(always())
# fault thread: error RuntimeError
import threading
threading.Thread(target=print).start()
# fault exit with a number: error SystemExit
import sys
sys.exit(3)
