import { z } from "zod";

const count = (initial: number, meaning: string) => z.number().int().positive().default(initial).describe(meaning);

/** Every number that bounds anything. The unit is in the name; nobody else owns a limit. docs/policy.md shows the meanings. */
export const Limits = z.strictObject({
  runMs: count(30_000, "One run of code; then it is interrupted."),
  graceMs: count(800, "How long an interrupt may take before the kernel is killed."),
  bootMs: count(120_000, "Start of Python with the packages that every session needs."),
  rebuildMs: count(60_000, "Making variables again after Python was started anew, all runs that are repeated together."),
  rebuildRuns: count(100, "Runs that are repeated for it at most."),
  openMs: count(300_000, "Reading the files that were dropped; for each 256 MB of them so long again; bytes of Parquet, which are packed, count eightfold."),
  memoryBytes: count(1024 ** 3, "Memory of Python."),
  fileSystemBytes: count(512 * 1024 ** 2, "Files that code writes; they lie outside of memoryBytes."),
  outputChars: count(200_000, "What one run may print."),
  observationChars: count(12_000, "What a model is told of one run."),
  promptChars: count(150_000, "All messages of one call together, the system prompt apart."),
  codeChars: count(100_000, "One script."),
  artifactBytes: count(64 * 1024 ** 2, "One table, picture, chart or file that a run makes."),
  artifactsPerRun: count(40, "Tables, pictures, charts and files of one run."),
  tableRows: count(50, "Rows of a table that are sent to the screen at once."),
  tableColumns: count(200, "Columns of a table on the screen."),
  fileBytes: count(2.5 * 1024 ** 3, "One file that is dropped."),
  files: count(50, "Files of a session."),
  sessionFileBytes: count(8 * 1024 ** 3, "All files of a session together."),
  sessionTurns: count(500, "Questions of one session."),
  steps: count(12, "Scripts that answer one question."),
  repairs: count(4, "Times in a row that failing code is mended."),
  unreadableReplies: count(3, "Replies in a row without code or answer."),
  turnMs: count(900_000, "One question with all its steps."),
  turnTokens: count(400_000, "Tokens of one question, in and out, all calls together."),
  replyTokens: count(8_000, "Tokens of one reply of a model."),
  modelIdleMs: count(30_000, "Silence of a model's server."),
  modelTotalMs: count(120_000, "One reply of a model, all tries together."),
  modelTries: count(3, "Tries of one call; none after the first word."),
  requestBytes: count(2 * 1024 ** 2, "One request of a page."),
  replyBytes: count(16 * 1024 ** 2, "One reply as the model's server sends it; an endless stream is cut here."),
  retryAfterMs: count(20_000, "A model's server that asks for a longer pause is not asked again in the same call."),
  modelCallsPerMinute: count(120, "Per session; ten times as many per address, a hundred times over all."),
  auditRecordsPerMinute: count(1_200, "The same for records of the audit."),
});
export type Limits = z.infer<typeof Limits>;

/** What a column becomes before generated code and a model meet it, whatever was found in it. */
export const MaskingRule = z.enum(["show", "token", "integer", "shift", "year", "remove"]);
export type MaskingRule = z.infer<typeof MaskingRule>;

export const MaskingMode = z.enum(["open", "masked", "schema-only"]);
export type MaskingMode = z.infer<typeof MaskingMode>;

/** `file` and `column` are names in which `*` stands for any text; case does not matter. The first rule that fits a column holds. */
export const ColumnRule = z.strictObject({ file: z.string().min(1).default("*"), column: z.string().min(1), rule: MaskingRule });
export type ColumnRule = z.infer<typeof ColumnRule>;

/** What of the data may leave the browser. */
export const Masking = z.strictObject({
  mode: MaskingMode.default("masked").describe("open: as it is; masked: found and named columns as tokens; schema-only: names and types, no values."),
  columns: z
    .array(ColumnRule)
    .default([])
    .describe("Rules for columns by file and name (`*` stands for any text), whatever was found in them: show, token, integer, shift, year, remove. The first that fits holds."),
  keepClass: z
    .array(z.enum(["email", "phone", "iban"]))
    .default(["email", "phone", "iban"])
    .describe("Types whose tokens tell their class: e-mail (company, webmail ...), phone (country), IBAN (country)."),
  pictures: z.boolean().default(false).describe("A model that takes images may look at the charts its code has just drawn; never with schema-only or strict."),
  strict: z.boolean().default(false).describe("Small groups are kept from the model, and so is what code prints."),
  smallGroupRows: count(5, "Groups of fewer rows are small."),
});
export type Masking = z.infer<typeof Masking>;

const most = (meaning: string) => z.number().int().positive().nullable().default(null).describe(meaning);

/** Null: no bound. Costs are millionths of `currency`; a turn is bounded by `limits.turnTokens` as well. `user` is one signed session cookie or one name that the proxy tells. */
export const Budgets = z.strictObject({
  currency: z.string().min(1).max(10).default("USD").describe("What costs are counted in."),
  turnCostMicros: most("One question."),
  sessionTokens: most("One session."),
  sessionCostMicros: most("One session."),
  userDayTokens: most("One user in a day (UTC)."),
  userDayCostMicros: most("One user in a day (UTC)."),
  dayTokens: most("All users together in a day (UTC)."),
  dayCostMicros: most("All users together in a day (UTC)."),
});
export type Budgets = z.infer<typeof Budgets>;

/** A model that may be asked, and its price: millionths of the currency for a million tokens. */
export const AllowedModel = z.strictObject({
  id: z.string().min(1).max(200),
  inputMicrosPerMillionTokens: z.number().int().nonnegative().default(0),
  outputMicrosPerMillionTokens: z.number().int().nonnegative().default(0),
});
export type AllowedModel = z.infer<typeof AllowedModel>;

/** `ask-first`: the first script of each turn waits for the person; `ask-on-change`: every script that was not approved word for word in this session does. */
export const Approval = z.enum(["auto", "ask-first", "ask-on-change"]);
export type Approval = z.infer<typeof Approval>;

/** Characters of one helper module, and of all of a policy together: each page reads them with the policy. */
const helperChars = 50_000;
export const helpersChars = 200_000;

/** A Python module of the administrator's that generated code may import, trusted no more than that code. Which names and imports are refused: lib/policy/modules.ts. */
export const Helper = z.strictObject({
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, "is not a module name of up to 40 letters, digits and _ that begins with a letter"),
  code: z.string().min(1).max(helperChars),
});
export type Helper = z.infer<typeof Helper>;

/** No more than a name or an address and a port: it goes into a response header, where `*`, `;` and the like would mean something. */
const originForm = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d+)?$/;
const notOrigin = "is not an origin like https://intranet.example.org";
const Origin = z
  .string()
  .regex(originForm, { error: notOrigin, abort: true })
  .refine((text) => URL.parse(text)?.origin === text, notOrigin);

export const Policy = z.strictObject({
  version: z.string().min(1).default("default").describe("A name for this policy; it stands in every entry of the audit."),
  retentionDays: most("After so many days code, prompts and other texts of the audit are erased, and sessions in browsers that were not changed since are deleted; null: never. The chain of entries stays."),
  limits: Limits.prefault({}),
  masking: Masking.prefault({}),
  approval: Approval.default("auto").describe(
    "auto: code runs at once; ask-first: the first script of each turn waits for the person; ask-on-change: every script that was not approved word for word in this session does.",
  ),
  budgets: Budgets.prefault({}),
  models: z
    .array(AllowedModel)
    .nullable()
    .default(null)
    .describe("The models that may be asked, of those that the server offers, with their prices; null: all. `builtin` is the built-in analyst."),
  embedOrigins: z.array(Origin).default([]).describe("Origins of pages that may embed the widget (`/embed`), such as https://intranet.example.org."),
  embedResults: z
    .enum(["none", "masked", "shown"])
    .default("none")
    .describe("What an embedding page is told of answers: none: that there is one; masked: as a model may read it; shown: as the person sees it. Each is on record."),
  auditDown: z
    .enum(["refuse", "keep-locally"])
    .default("refuse")
    .describe("Without a record on the server: refuse runs nothing; keep-locally chains records in the browser and hands them in later."),
  allowedPackages: z
    .array(z.string())
    .nullable()
    .default(null)
    .describe("Packages, by their names in the lock, that may be in the kernel at all, with what they depend on; null: all that set-up brought."),
  allowedModules: z.array(z.string()).default([
    "numpy", "pandas", "sklearn", "scipy", "matplotlib", "mpl_toolkits", "pylab", "seaborn", "plotly", "openpyxl", "xlsxwriter", "lxml",
    "docx", "pptx", "PIL", "sympy", "mpmath", "regex", "bs4", "soupsieve", "tzdata", "jinja2", "markupsafe", "joblib",
    "dateutil", "pytz", "narwhals", "packaging", "sandpiper",
  ]).describe("Packages that code may import, by their import names; the standard library is not listed."),
  deniedModules: z.array(z.string()).default([
    "js", "pyodide", "pyodide_js", "_pyodide", "_pyodide_core", "micropip", "ctypes", "_ctypes", "socket", "_socket", "ssl", "_ssl", "http", "urllib.request",
    "ftplib", "smtplib", "imaplib", "poplib", "telnetlib", "nntplib", "xmlrpc", "socketserver", "wsgiref", "webbrowser",
    "subprocess", "multiprocessing", "_multiprocessing", "pty", "ensurepip", "pip", "venv",
  ]).describe("Standard modules that reach for the network, for processes or for the browser."),
  helpers: z
    .array(Helper)
    .max(20)
    .default([])
    .describe("Python modules (name and code) that generated code may import, checked and run like that code: docs/extending.md."),
});
export type Policy = z.infer<typeof Policy>;
