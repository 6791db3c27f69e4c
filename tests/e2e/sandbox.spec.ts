import { createServer, type Server } from "node:http";
import { expect, type Page, test } from "@playwright/test";
import { openBench } from "../support/sandbox-bench.ts";

test.describe.configure({ mode: "serial", timeout: 240_000 });

let page: Page;
let listener: Server;
const foreign: string[] = [];
const heard: string[] = [];

const run = (code: string, stopAfterMs?: number) =>
  page.evaluate(([text, stop]) => window.bench.run(text, stop), [code, stopAfterMs] as const);
const value = async (code: string) => {
  const { observation } = await run(code);
  return observation.status === "ok" ? observation.value : JSON.stringify(observation);
};

test.beforeAll(async ({ browser, baseURL }) => {
  test.setTimeout(240_000);
  listener = createServer((request, response) => {
    heard.push(String(request.url));
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.end("reached");
  }).listen(0, "127.0.0.1");
  const context = await browser.newContext({ baseURL });
  context.on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (!["blob:", "data:"].includes(protocol) && host !== new URL(baseURL ?? "").host) foreign.push(request.url());
  });
  page = await context.newPage();
  await openBench(page);
  await page.evaluate(() => window.bench.start({ runMs: 30_000, graceMs: 1_000, memoryBytes: 512 * 1024 ** 2 }, "unchecked"));
});

test.afterAll(async () => {
  await page.context().close();
  listener.close();
});

test("the kernel boots in an opaque frame that is isolated and may connect to nothing", async ({ request }) => {
  const headers = (await request.get("/sandbox/frame.html")).headers();
  expect(headers["content-security-policy"]).toMatch(/^sandbox allow-scripts; default-src 'none'; script-src 'sha256-[^']+' 'wasm-unsafe-eval'; .*connect-src 'none'/);
  expect(headers["document-isolation-policy"]).toBe("isolate-and-require-corp");
  expect(await page.evaluate(() => window.bench.states)).toContain("ready");
  expect(await page.evaluate(() => document.querySelector("iframe")?.getAttribute("sandbox"))).toBe("allow-scripts");
});

test("names live on between runs, output streams, errors name their line", async () => {
  const first = await run("kept = 40\nprint('hello')\nkept + 2");
  expect(first.streamed).toBe("hello\n");
  expect(first.observation).toMatchObject({ status: "ok", stdout: "hello\n", value: "42" });
  const second = await run("x = kept\nx / 0");
  expect(second.observation).toMatchObject({ status: "error", error: { type: "ZeroDivisionError", line: 2 } });
});

test("a run without end is stopped by the person, and names are kept", async () => {
  for (const code of ["while True: pass", "import time\ntime.sleep(60)", "import asyncio\nawait asyncio.sleep(60)", "import re\nre.match('(a+)+b', 'a' * 60)"]) {
    const stopped = await run(code, 400);
    expect(stopped.observation, code).toMatchObject({ status: "killed", reason: "stopped", state: "kept" });
    expect(stopped.ms, code).toBeLessThan(1_900);
  }
  expect(await value("kept")).toBe("40");
});

test("a table, a figure, a Plotly chart and a file come out", async () => {
  const { artifacts, observation } = await run(`import pandas as pd, matplotlib.pyplot as plt, plotly.express as px
df = pd.DataFrame({"month": ["Jan", "Feb"], "sales": [1, 2]})
table(df, "Sales")
df.plot.bar(x="month", title="Bars")
px.line(df, x="month", y="sales", title="Lines").show()
save(df, "sales.xlsx")
None`);
  expect(observation.status).toBe("ok");
  expect(artifacts.toSorted()).toEqual(["chart Lines", "file sales.xlsx", "image Bars", "table Sales"]);
  const bytes = await page.evaluate(() => window.bench.made().map((made) => (made.kind === "file" ? made.bytes[0] : made.kind === "image" ? made.png[1] : 0)).filter(Boolean));
  expect(bytes.toSorted()).toEqual(["P".charCodeAt(0), "P".charCodeAt(0)]);
});

test("a table is paged from the kernel in any order", async () => {
  await run("import pandas as pd\npd.DataFrame({'n': range(1000)})");
  const page2 = await page.evaluate(() => {
    const id = window.bench.made()[0]?.id ?? "";
    return window.bench.box().page({ id, start: 10, count: 2, sort: { column: 0, descending: true } }, new AbortController().signal);
  });
  expect(page2).toEqual({ start: 10, rows: [[989], [988]], totalRows: 1000 });
});

test("dropped files are variables, and one that cannot be read leaves the others usable", async () => {
  const opened = await page.evaluate(() => window.bench.open({ "sales 2024.csv": "region;amount\nNorth;1,5\nSouth;2,5\n", "empty.csv": "" }));
  expect(opened.files.map(({ file }) => file)).toEqual(["sales 2024.csv"]);
  expect(opened.problems.map(({ file }) => file)).toEqual(["empty.csv"]);
  const variable = opened.files[0]?.tables[0]?.variable ?? "";
  expect(await value(`float(${variable}['amount'].sum())`)).toBe("4.0");
  expect(await value("open('/data/sales 2024.csv').readline()")).toBe("'region;amount\\n'");
});

test("memory ends in a MemoryError at the limit, and the kernel goes on", async () => {
  const { observation } = await run("blocks = []\nwhile True: blocks.append(bytearray(20_000_000))");
  expect(observation).toMatchObject({ status: "error", error: { type: "MemoryError" } });
  expect(await value("blocks.clear(); kept")).toBe("40");
});

test("files end in no space left at the limit, room is given back by removing, and the kernel goes on", async () => {
  await page.evaluate(() => window.bench.start({ fileSystemBytes: 64 * 1024 ** 2 }, "unchecked"));
  const { observation } = await run("kept = 40\nwith open('/tmp/a', 'wb') as file:\n    while True: file.write(bytes(2**20))");
  expect(observation).toMatchObject({ status: "error", error: { type: "OSError" } });
  expect(observation.status === "error" && observation.error.message).toContain("No space left");
  expect(observation.notes.join()).toContain("os.remove()");
  expect(await value("import os\nfull = os.path.getsize('/tmp/a') // 2**20\nos.remove('/tmp/a')\nopen('/tmp/b', 'wb').write(bytes(40 * 2**20)) // 2**20, 40 < full <= 72")).toBe("(40, True)");
  const sparse = await run("with open('/tmp/c', 'wb') as file: file.truncate(2**31)");
  expect(sparse.observation).toMatchObject({ status: "error", error: { type: "OSError" } });
  const hidden = await run("import os\nheld = []\nfor i in range(9):\n    held.append(open(f'/tmp/h{i}', 'wb', buffering=0)); held[-1].write(bytes(10 * 2**20)); os.remove(f'/tmp/h{i}')");
  expect(hidden.observation).toMatchObject({ status: "error", error: { type: "OSError" } });
  expect(await value("held.clear(); os.remove('/tmp/b'); kept")).toBe("40");
});

test("a kernel whose foundations the code has changed is replaced, and the observation says so", async () => {
  await run("kept = 40");
  const { observation } = await run("import builtins\nbuiltins.sum = lambda values: 7\nsum([1, 2])");
  expect(observation).toMatchObject({ status: "ok", value: "7" });
  expect(observation.notes.join()).toMatch(/builtins\.sum.*started anew.*variables are lost/);
  const next = await run("sum([1, 2]), 'kept' in globals()");
  expect(next.observation).toMatchObject({ status: "ok", value: "(3, False)" });
  const broken = await run("import sys\nsys.meta_path.clear()\n1 / 0");
  expect(broken.observation).toMatchObject({ status: "error", error: { type: "ZeroDivisionError" } });
  expect(broken.observation.notes.join()).toContain("import (");
  expect(await value("import colorsys\n1")).toBe("1");
  await page.evaluate(() => window.bench.start({ memoryBytes: 512 * 1024 ** 2 }, "unchecked"));
  await page.evaluate(() => window.bench.open({ "sales 2024.csv": "region;amount\nNorth;1,5\nSouth;2,5\n" }));
});

test("what cannot be interrupted is killed, the session goes on, and the files are open again", async () => {
  const killed = await run("print('begun')\nsum(range(10**11))", 500);
  expect(killed.observation).toMatchObject({ status: "killed", reason: "stopped", state: "lost", stdout: "begun\n" });
  expect(killed.ms).toBeLessThan(2_500);
  const next = await run("'kept' in globals(), len(open('/data/sales 2024.csv').read()) > 0");
  expect(next.observation).toMatchObject({ status: "ok", value: "(False, True)" });
  expect(next.observation.notes[0]).toContain("started anew");
  expect((await page.evaluate(() => window.bench.states)).includes("restarting")).toBe(true);
});

test("code that swallows the interrupt is killed at the end of the grace", async () => {
  const { observation, ms } = await run("while True:\n    try:\n        while True: pass\n    except BaseException: pass", 300);
  expect(observation).toMatchObject({ status: "killed", reason: "stopped", state: "lost" });
  expect(ms).toBeLessThan(2_300);
});

test("a fatal error of the interpreter is told at once and the next run works", async () => {
  expect(await value("0")).toBe("0");
  const { observation, ms } = await run("import ctypes\nctypes.string_at(2**31 + 2**30)");
  expect(observation).toMatchObject({ status: "killed", reason: "fatal", state: "lost" });
  expect(ms).toBeLessThan(2_000);
  expect(await value("1 + 1")).toBe("2");
});

test("a flood of output is capped by the kernel and the page lives", async () => {
  const { observation } = await run("for i in range(200_000): print('x' * 50)");
  expect(observation.status).toBe("ok");
  expect(observation.stdout.length).toBeLessThanOrEqual(200_200);
  expect(observation.droppedChars).toBeGreaterThan(9_000_000);
});

test("a flood of messages round the cap ends the kernel", async () => {
  expect(await value("0")).toBe("0");
  const { observation } = await run("from sandpiper import host\nwhile True: host.emit('stdout', 'x' * 1000)");
  expect(observation).toMatchObject({ status: "killed", reason: "flood", state: "lost" });
});

test("a run that takes longer than the limit is stopped, and names are kept", async () => {
  await page.evaluate(() => window.bench.start({ runMs: 1_500 }));
  await run("kept = 40");
  const { observation, ms } = await run("while True: pass");
  expect(observation).toMatchObject({ status: "killed", reason: "timeout", state: "kept" });
  expect(observation.status === "killed" && observation.message).toContain("1.5 s");
  expect(ms).toBeLessThan(3_500);
  expect(await value("kept")).toBe("40");
});

test("code that imports what the policy refuses is told the line, the module and the nearest allowed way, and does not run", async () => {
  await page.evaluate(() => window.bench.start({}));
  const { observation } = await run("ran = True\nimport requests");
  expect(observation).toMatchObject({ status: "error", error: { type: "PolicyError", line: 2 } });
  expect(observation.status === "error" && observation.error.message).toMatch(/line 2: requests is not among the allowed packages\. .*drop/i);
  expect((await run("import ctypes")).observation).toMatchObject({ status: "error", error: { type: "PolicyError", line: 1 } });
  expect(await value("'ran' in globals()")).toBe("False");
});

test("errors of the file system keep their kind, number and path, however often one and the same is thrown", async () => {
  const code = `
import os
def fault(work):
    try:
        work()
    except OSError as error:
        return [type(error).__name__, error.strerror, error.filename]
os.makedirs("/tmp/there", exist_ok=True)
ways = [lambda: open("/tmp/none"), lambda: os.mkdir("/tmp/there"), lambda: open("/tmp/there"), lambda: os.listdir("/tmp/none/below"), lambda: os.rmdir("/tmp"), lambda: os.stat("/tmp/other")]
first = [fault(way) for way in ways]
[first == [fault(way) for way in ways], [kind for kind, _, _ in first], [path for _, _, path in first]]`;
  expect(await value(code)).toBe(
    "[True, ['FileNotFoundError', 'FileExistsError', 'IsADirectoryError', 'FileNotFoundError', 'OSError', 'FileNotFoundError'], ['/tmp/none', '/tmp/there', '/tmp/there', '/tmp/none/below', '/tmp', '/tmp/other']]",
  );
});

test("modules that face a network are not there, or are stand-ins that say why", async () => {
  expect(await value("import importlib.util\n[name for name in ('ssl', 'ftplib', 'http.client', 'webbrowser') if importlib.util.find_spec(name)]")).toBe("[]");
  const { observation } = await run("import pandas as pd\npd.read_csv('http://127.0.0.1/x.csv')");
  expect(observation.status === "error" && observation.error.message).toContain("this sandbox has no network");
});

test("js gives nothing useful", async () => {
  await page.evaluate(() => window.bench.start({}, "unchecked"));
  const { observation } = await run("import js\n[name for name in dir(js) if name in ('fetch', 'XMLHttpRequest', 'WebSocket', 'self', 'document', 'indexedDB', 'eval', 'Object')]");
  expect(observation).toMatchObject({ status: "ok", value: "[]" });
});

test("no way out of Python reaches a server", async () => {
  const address = listener.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const url = `http://127.0.0.1:${port}/leak`;
  const ways = [
    `from pyodide.http import pyfetch\nawait pyfetch("${url}")`,
    `from pyodide.http import open_url\nopen_url("${url}")`,
    `import urllib.request\nurllib.request.urlopen("${url}", timeout=2)`,
    `import socket\nsocket.create_connection(("127.0.0.1", ${port}), 2).send(b"GET /leak HTTP/1.0\\r\\n\\r\\n")`,
    `from pyodide.ffi import to_js\nto_js([1]).constructor.constructor("return fetch('${url}')")()`,
    `from pyodide.ffi import to_js\nto_js([1]).constructor.constructor("return import('${url}')")()`,
    `from pyodide.code import run_js\nrun_js("fetch('${url}')")`,
    `import pyodide_js\npyodide_js._module.FS.createLazyFile("/", "leak", "${url}", True, False)\nopen("/leak").read()`,
    `import pyodide_js\nawait pyodide_js.loadPackage("${url}.whl")`,
    `import pandas as pd\npd.read_csv("${url}")`,
    `import webbrowser\nwebbrowser.open("${url}")`,
  ];
  for (const way of ways) await run(way);
  expect(heard).toEqual([]);
  expect(foreign.filter((address) => !address.startsWith(`http://127.0.0.1:${port}`))).toEqual([]);
});
