import { z } from "zod";

const count = (initial: number) => z.number().int().positive().default(initial);

/** Every number that bounds anything. The unit is in the name; nobody else owns a limit. */
export const Limits = z.strictObject({
  runMs: count(30_000),
  graceMs: count(1_000),
  bootMs: count(120_000),
  openMs: count(300_000),
  memoryBytes: count(1024 ** 3),
  /** Of files that code writes; they lie outside of `memoryBytes`. */
  fileSystemBytes: count(512 * 1024 ** 2),
  outputChars: count(200_000),
  observationChars: count(12_000),
  /** Characters of all messages of one call together, the system prompt apart. */
  promptChars: count(150_000),
  codeChars: count(100_000),
  artifactBytes: count(64 * 1024 ** 2),
  artifactsPerRun: count(40),
  tableRows: count(50),
  tableColumns: count(200),
  fileBytes: count(2.5 * 1024 ** 3),
  files: count(50),
  steps: count(12),
  repairs: count(4),
  unreadableReplies: count(3),
  turnMs: count(900_000),
  turnTokens: count(400_000),
  replyTokens: count(8_000),
  modelIdleMs: count(30_000),
  modelTotalMs: count(120_000),
  modelTries: count(3),
  requestBytes: count(2 * 1024 ** 2),
  /** Bytes of one reply as the upstream server sends it; an endless stream is cut here. */
  replyBytes: count(16 * 1024 ** 2),
  /** A server that asks for a longer pause than this is not asked again in this call. */
  retryAfterMs: count(20_000),
  /** Per session and per address. */
  modelCallsPerMinute: count(120),
  auditRecordsPerMinute: count(1_200),
});
export type Limits = z.infer<typeof Limits>;

export const Policy = z.strictObject({
  version: z.string().min(1).default("default"),
  /** After so many days code, prompts and other texts of the audit are erased; null: never. The chain of entries stays. */
  retentionDays: z.number().int().positive().nullable().default(null),
  limits: Limits.prefault({}),
  /** Packages that code may import, by their import names; the standard library is not listed. */
  allowedModules: z.array(z.string()).default([
    "numpy", "pandas", "sklearn", "scipy", "matplotlib", "mpl_toolkits", "pylab", "seaborn", "plotly", "openpyxl", "xlsxwriter", "lxml",
    "docx", "pptx", "PIL", "sympy", "mpmath", "regex", "bs4", "soupsieve", "tzdata", "jinja2", "markupsafe", "joblib",
    "dateutil", "pytz", "narwhals", "packaging", "sandpiper",
  ]),
  /** Standard modules that reach for the network, for processes or for the browser. */
  deniedModules: z.array(z.string()).default([
    "js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core", "micropip", "ctypes", "_ctypes", "socket", "_socket", "ssl", "_ssl", "http", "urllib.request",
    "ftplib", "smtplib", "imaplib", "poplib", "telnetlib", "nntplib", "xmlrpc", "socketserver", "wsgiref", "webbrowser",
    "subprocess", "multiprocessing", "_multiprocessing", "pty", "ensurepip", "pip", "venv",
  ]),
});
export type Policy = z.infer<typeof Policy>;
