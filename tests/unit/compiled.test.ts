import { expect, test } from "vitest";
import { dropped } from "../../scripts/slim.mjs";
import { archive, stored } from "../../scripts/zip.mjs";
import { entries } from "../../workers/unpack.ts";

test("tests, headers, stubs, sources of compiled code and samples do not reach the browser", () => {
  const useless = [
    "pandas/tests/frame/test_api.py",
    "sympy/core/tests/test_basic.py",
    "joblib/test/test_hashing.py",
    "numpy/_core/include/numpy/ndarrayobject.h",
    "numpy/__init__.pyi",
    "numpy/random/_common.pxd",
    "scipy/special/_test.c",
    "matplotlib/mpl-data/sample_data/logo2.png",
    "pandas-3.0.2.dist-info/RECORD",
  ];
  expect(useless.filter((path) => !dropped(path))).toEqual([]);
});

test("code, native libraries, data, licences and what is only called a test reach it", () => {
  const needed = [
    "pandas/core/frame.py",
    "pandas/_testing/__init__.py",
    "numpy/testing/_private/utils.py",
    "numpy/_core/tests/_natype.py",
    "sklearn/utils/_testing.py",
    "sklearn/datasets/data/iris.csv",
    "sklearn/datasets/descr/iris.rst",
    "scipy.libs/libopenblas.so",
    "matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf",
    "docx/templates/default.docx",
    "pandas-3.0.2.dist-info/METADATA",
    "pandas-3.0.2.dist-info/licenses/LICENSE",
    "unittest/mock.py",
  ];
  expect(needed.filter(dropped)).toEqual([]);
});

const bytes = (text: string) => Buffer.from(text);

test("an archive of stored files is read in place, none of its bytes copied", () => {
  const made = new Uint8Array(archive([stored("b/ü.pyc", bytes("two")), stored("a.pyc", bytes("one"))]));
  const found = entries(made);
  expect(found.map((one) => [one.path, new TextDecoder().decode(one.bytes)])).toEqual([
    ["a.pyc", "one"],
    ["b/ü.pyc", "two"],
  ]);
  expect(found.every((one) => one.bytes.buffer === made.buffer)).toBe(true);
});

test("what is no such archive is refused", () => {
  expect(() => entries(bytes("no archive at all, not by far"))).toThrow("not an archive of stored files");
  const packed = { ...stored("a.pyc", bytes("one")), method: 8 };
  expect(() => entries(new Uint8Array(archive([packed])))).toThrow("not an archive of stored files");
});
