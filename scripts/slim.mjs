/** Imported by code that is not a test, though they lie among the tests. */
const IMPORTED = new Set(["numpy/_core/tests/__init__.py", "numpy/_core/tests/_natype.py"]);

const TESTS = /(?:^|\/)tests?\//;
const SAMPLES = /^matplotlib\/mpl-data\/sample_data\//;
const SOURCES = /\.(?:pyi|pyx|pxd|pxi|pyx\.tp|pxd\.tp|c|h|cpp|hpp|a|o|so\.map)$/;
const RECORD = /\.dist-info\/RECORD$/;

/** Whether a file of a wheel is of no use to running code: tests, headers, stubs, sources of what is compiled already, samples. */
export const dropped = (path) =>
  !IMPORTED.has(path) && (TESTS.test(path) || SAMPLES.test(path) || SOURCES.test(path) || RECORD.test(path));
