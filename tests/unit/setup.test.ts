import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../../scripts/digest.mjs";
import { isInstalled } from "../../scripts/install.mjs";
import { importNames, repack } from "../../scripts/repack.mjs";
import { keyOf, once } from "../../scripts/stamp.mjs";
import { vendor } from "../../scripts/vendor-pyodide.mjs";
import { archive, contents, entries, stored } from "../../scripts/zip.mjs";

const wheelOf = (name: string, files: Record<string, string>): Buffer =>
  archive([
    ...Object.entries(files).map(([path, text]) => stored(path, Buffer.from(text))),
    stored(`${name}.dist-info/WHEEL`, Buffer.from("Root-Is-Purelib: false\nTag: cp314-cp314-linux_x86_64\n")),
    stored(`${name}.dist-info/RECORD`, Buffer.from("")),
  ]);

const plain = wheelOf("plain-1.0", { "plain/__init__.py": "x = 1\n" });
const fat = wheelOf("fat-2.0", { "fat/__init__.py": "y = 2\n", "fat/_fast.so": "machine code" });
const drop = { drop: ["\\.so$"], pure: true };
const core = { wasm: Buffer.from("wasm"), stdlib: Buffer.from("stdlib") };

const pin = (file: string, bytes: Buffer) => ({ file, bytes: bytes.length, sha256: sha256(bytes) });
const about = { imports: [], depends: [] };
const pins = {
  pyodide: "314.0.3",
  python: "3.14.0",
  core: { wasm: pin("pyodide.asm.wasm", core.wasm), stdlib: pin("python_stdlib.zip", core.stdlib) },
  carrier: {},
  packages: {
    plain: { version: "1.0", source: "pyodide", ...pin("plain-1.0.whl", plain), ...about },
    fat: {
      version: "2.0",
      source: "pypi",
      ...pin("fat-2.0-any.whl", repack(fat, drop)),
      ...about,
      raw: pin("fat-2.0-linux.whl", fat),
      ...drop,
    },
  },
};
const official = { packages: { plain: { file_name: "plain-1.0.whl", sha256: sha256(plain) } } };

let root = "";
let folder = "";
const at = (...path: string[]) => join(root, ...path);
const put = (path: string, bytes: Buffer | string) => {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, bytes);
};
const flip = (path: string) => {
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
  writeFileSync(path, bytes);
  return sha256(bytes);
};
const vendored = (file: string) => at("public/pyodide", file);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "sandpiper-setup-"));
  folder = at("wheels");
  put(at("scripts/packages.json"), JSON.stringify(pins));
  put(at("node_modules/pyodide/pyodide-lock.json"), JSON.stringify(official));
  put(at("node_modules/pyodide/pyodide.asm.wasm"), core.wasm);
  put(at("node_modules/pyodide/python_stdlib.zip"), core.stdlib);
  put(join(folder, "plain-1.0.whl"), plain);
  put(join(folder, "fat-2.0-linux.whl"), fat);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("vendoring", () => {
  test("takes the wheels from a folder, repacks the one that needs it, and writes the lock", async () => {
    expect(await vendor({ root, folder })).toMatchObject({ made: 4, files: 4 });
    expect(readFileSync(vendored("plain-1.0.whl"))).toEqual(plain);
    const lock = JSON.parse(readFileSync(vendored("lock.json"), "utf8"));
    expect(lock.packages.fat).toEqual({ name: "fat", version: "2.0", ...pin("fat-2.0-any.whl", repack(fat, drop)), ...about });
  });

  test("makes nothing a second time", async () => {
    await vendor({ root, folder });
    const before = statSync(vendored("plain-1.0.whl")).mtimeMs;
    expect(await vendor({ root, folder: at("not-there") })).toMatchObject({ made: 0 });
    expect(statSync(vendored("plain-1.0.whl")).mtimeMs).toBe(before);
  });

  test.each(["plain-1.0.whl", "fat-2.0-linux.whl"])(
    "one flipped byte of %s in the folder is refused by name, with both digests and what to do",
    async (file) => {
      const expected = sha256(readFileSync(join(folder, file)));
      const found = flip(join(folder, file));
      const error = await vendor({ root, folder }).catch((reason: unknown) => reason);
      expect(String(error)).toContain(`refused ${file}`);
      expect(String(error)).toContain(expected);
      expect(String(error)).toContain(found);
      expect(String(error)).toContain(`replace ${join(folder, file)}`);
      expect(existsSync(vendored("lock.json"))).toBe(false);
    },
  );

  test.each(["pyodide.asm.wasm", "python_stdlib.zip"])(
    "one flipped byte of %s in the installed package is refused by name",
    async (file) => {
      flip(at("node_modules/pyodide", file));
      await expect(vendor({ root, folder })).rejects.toThrow(`refused ${file} from node_modules/pyodide`);
    },
  );

  test.each(["plain-1.0.whl", "fat-2.0-any.whl", "pyodide.asm.wasm", "python_stdlib.zip"])(
    "a damaged %s among the vendored files is made anew",
    async (file) => {
      await vendor({ root, folder });
      const good = readFileSync(vendored(file));
      flip(vendored(file));
      expect(await vendor({ root, folder })).toMatchObject({ made: 1 });
      expect(readFileSync(vendored(file))).toEqual(good);
    },
  );

  test("a damaged wheel in the download cache is not used", async () => {
    await vendor({ root, folder });
    flip(at(".sandpiper/cache/plain-1.0.whl"));
    rmSync(vendored("plain-1.0.whl"));
    await vendor({ root, folder });
    expect(readFileSync(vendored("plain-1.0.whl"))).toEqual(plain);
  });

  test("a copy of another checkout's public/pyodide serves as the folder", async () => {
    await vendor({ root, folder });
    const copy = at("copy");
    for (const { file } of Object.values(pins.packages)) put(join(copy, file), readFileSync(vendored(file)));
    rmSync(at("public"), { recursive: true });
    rmSync(at(".sandpiper"), { recursive: true });
    expect(await vendor({ root, folder: copy })).toMatchObject({ made: 4 });
  });

  test("a pin that Pyodide's own lock contradicts is refused", async () => {
    put(at("node_modules/pyodide/pyodide-lock.json"), JSON.stringify({ packages: { plain: { file_name: "plain-1.0.whl", sha256: "0" } } }));
    await expect(vendor({ root, folder })).rejects.toThrow("disagree about plain");
  });

  test("a wheel that is no longer pinned is taken away, other files stay", async () => {
    put(vendored("old-0.1.whl"), "old");
    put(vendored("kept.json"), "{}");
    await vendor({ root, folder });
    expect([existsSync(vendored("old-0.1.whl")), existsSync(vendored("kept.json"))]).toEqual([false, true]);
  });
});

describe("repacking", () => {
  test("drops what it should, retags, and keeps a record that fits", () => {
    const files = new Map(entries(repack(fat, drop)).map((entry) => [entry.name, contents(entry).toString()]));
    expect([...files.keys()]).toEqual(["fat-2.0.dist-info/RECORD", "fat-2.0.dist-info/WHEEL", "fat/__init__.py"]);
    expect(files.get("fat-2.0.dist-info/WHEEL")).toBe("Root-Is-Purelib: true\nTag: py3-none-any\n");
    expect(files.get("fat-2.0.dist-info/RECORD")?.split("\n").length).toBe(4);
  });

  test("gives the same bytes whatever order the wheel was packed in", () => {
    const turned = archive([...entries(fat)].reverse());
    expect(sha256(repack(turned, drop))).toBe(sha256(repack(fat, drop)));
  });

  test("reads import names from the top level of a wheel", () => {
    const wheel = wheelOf("many-1.0", {
      "one/__init__.py": "",
      "two.py": "",
      "_private.py": "",
      "three.cpython-314.so": "",
      "four/data.txt": "",
    });
    expect(importNames(wheel)).toEqual(["one", "three", "two"]);
  });
});

describe("stamps", () => {
  const step = { name: "build", key: "k1", outputs: ["out"] };
  let runs = 0;
  const work = async () => {
    runs += 1;
    put(at("out/made.txt"), "made");
  };
  beforeEach(() => {
    runs = 0;
  });

  test("a step that is done is not done again", async () => {
    expect([await once(root, step, work), await once(root, step, work), runs]).toEqual(["done", "unchanged", 1]);
  });

  test("it is done again for another key, a lost output or a changed one", async () => {
    await once(root, step, work);
    await once(root, { ...step, key: "k2" }, work);
    rmSync(at("out/made.txt"));
    await once(root, { ...step, key: "k2" }, work);
    put(at("out/made.txt"), "tampered");
    await once(root, { ...step, key: "k2" }, work);
    expect(runs).toBe(4);
  });

  test("a step that breaks off leaves no stamp", async () => {
    const broken = async () => {
      throw new Error("broke off");
    };
    await expect(once(root, step, broken)).rejects.toThrow("broke off");
    expect(await once(root, step, work)).toBe("done");
  });

  test("a key follows names and bytes of the sources, and nothing else", async () => {
    put(at("src/a.ts"), "a");
    const before = await keyOf(root, ["src", "absent"]);
    expect(await keyOf(root, ["src", "absent"])).toBe(before);
    put(at("src/a.ts"), "b");
    const changed = await keyOf(root, ["src", "absent"]);
    copyFileSync(at("src/a.ts"), at("src/b.ts"));
    expect(new Set([before, changed, await keyOf(root, ["src", "absent"])]).size).toBe(3);
  });
});

describe("installed packages", () => {
  const entry = { version: "1.0.0", integrity: "sha512-x" };
  const lock = { packages: { "": {}, "node_modules/a": entry, "node_modules/b-win32": { ...entry, optional: true } } };

  test("what npm says it installed is held against the lock", () => {
    expect(isInstalled(lock, { packages: { "node_modules/a": entry } })).toBe(true);
    expect(isInstalled(lock, null)).toBe(false);
    expect(isInstalled(lock, { packages: {} })).toBe(false);
    expect(isInstalled(lock, { packages: { "node_modules/a": { ...entry, version: "1.0.1" } } })).toBe(false);
    expect(isInstalled(lock, { packages: { "node_modules/a": { ...entry, integrity: "sha512-y" } } })).toBe(false);
  });
});
