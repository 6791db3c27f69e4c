import { z } from "zod";

/** A model of the upstream server that the page may choose. */
export type UpstreamModel = { id: string; label: string; tools: boolean; images: boolean };

/** What the environment says. The one place that knows the names of variables; see docs/configuration.md. */
export type Settings = {
  upstream: { baseUrl: string | null; key: string | null };
  /** Empty: only the built-in analyst. */
  models: UpstreamModel[];
  policyFile: string | null;
  dataFolder: string;
  secret: string | null;
  adminToken: string | null;
  /** A proxy that says who asks: in which header, whose names are administrators', and the secret by which the proxy is known. */
  adminProxy: { header: string; names: string[]; secret: string } | null;
  /** Postgres for the audit; null: SQLite in the data folder. */
  databaseUrl: string | null;
  /** PEM of the key that signs the audit; null: made once in the data folder. */
  auditKeyFile: string | null;
  /** Origins besides the obvious ones under which the app is reached, e.g. `https://data.example.org`. */
  origins: string[];
  /** What is set only in half, in words for a person; no values. */
  notes: string[];
};

export type ReadEnv = { ok: true; settings: Settings } | { ok: false; problems: string[] };

const set = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === "string" && value.trim() !== "" ? value.trim() : undefined), schema.optional());

const list = (text: string | undefined) =>
  (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");

const printable = z.string().regex(/^[\x21-\x7e]+$/, "holds a space, a line break or a letter outside ASCII");

const isBase = (text: string) => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.search === "" && url.hash === "";
};

const isOrigin = (text: string) => URL.parse(text)?.origin === text.toLowerCase();

const Env = z.object({
  OPENAI_API_KEY: set(printable),
  OPENAI_BASE_URL: set(
    z.string().refine(isBase, "is not an http(s) address without user name, query and fragment, like http://localhost:11434/v1"),
  ),
  OPENAI_MODEL: set(z.string().max(5_000)),
  SANDPIPER_MODEL_TOOLS: set(z.string()),
  SANDPIPER_MODEL_IMAGES: set(z.string()),
  SANDPIPER_POLICY: set(z.string()),
  SANDPIPER_DATA: set(z.string()),
  SANDPIPER_SECRET: set(printable.min(32, "is shorter than 32 characters")),
  SANDPIPER_ORIGIN: set(z.string().refine((text) => list(text).every(isOrigin), "is not a list of origins like https://data.example.org")),
  SANDPIPER_AUDIT_KEY: set(z.string()),
  SANDPIPER_ADMIN_HEADER: set(z.string().regex(/^[A-Za-z0-9-]+$/, "is not the name of a header")),
  SANDPIPER_ADMINS: set(z.string()),
  SANDPIPER_TRUSTED_PROXY: set(printable.min(16, "is shorter than 16 characters")),
  DATABASE_URL: set(z.string().regex(/^postgres(ql)?:\/\//, "is not an address like postgres://user:password@host/database")),
  ADMIN_TOKEN: set(printable.min(16, "is shorter than 16 characters")),
});
type Env = z.infer<typeof Env>;

const ModelId = z
  .string()
  .min(1, "holds an entry without a name")
  .max(200)
  .refine((id) => id !== "builtin", "names a model builtin, which is Sandpiper's own");

const proxyHalf =
  "SANDPIPER_ADMIN_HEADER, SANDPIPER_ADMINS and SANDPIPER_TRUSTED_PROXY belong together: a name in a header counts only from a proxy that is known, and for people who are listed";

/** Reads variables; never throws, never repeats a value in a problem. */
export function readEnv(variables: Record<string, string | undefined>): ReadEnv {
  const env = Env.safeParse(variables);
  if (!env.success) return { ok: false, problems: env.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`) };
  const models = readModels(env.data);
  if (!models.ok) return models;
  const proxy = [env.data.SANDPIPER_ADMIN_HEADER, env.data.SANDPIPER_ADMINS, env.data.SANDPIPER_TRUSTED_PROXY];
  if (proxy.includes(undefined) && proxy.some((value) => value !== undefined)) return { ok: false, problems: [proxyHalf] };
  return { ok: true, settings: settle(env.data, models.models) };
}

function readModels(env: Env): { ok: true; models: UpstreamModel[] } | { ok: false; problems: string[] } {
  const tools = list(env.SANDPIPER_MODEL_TOOLS);
  const images = list(env.SANDPIPER_MODEL_IMAGES);
  const named = (names: readonly string[], id: string) => names.includes(id) || names.includes("all");
  const models = list(env.OPENAI_MODEL).map((entry) => {
    const [id = "", ...label] = entry.split("=").map((part) => part.trim());
    return { id, label: label.join("=") || id, tools: named(tools, id), images: named(images, id) };
  });
  const problems = models.flatMap(({ id }) => ModelId.safeParse(id).error?.issues.map((issue) => `OPENAI_MODEL ${issue.message}`) ?? []);
  if (new Set(models.map(({ id }) => id)).size < models.length) problems.push("OPENAI_MODEL names the same model twice");
  const unknown = (names: readonly string[]) => names.some((id) => id !== "all" && !models.some((model) => model.id === id));
  if (unknown(tools)) problems.push("SANDPIPER_MODEL_TOOLS names a model that OPENAI_MODEL does not name");
  if (unknown(images)) problems.push("SANDPIPER_MODEL_IMAGES names a model that OPENAI_MODEL does not name");
  return problems.length > 0 ? { ok: false, problems } : { ok: true, models };
}

function settle(env: Env, models: UpstreamModel[]): Settings {
  const reachable = env.OPENAI_API_KEY !== undefined || env.OPENAI_BASE_URL !== undefined;
  return {
    upstream: { baseUrl: env.OPENAI_BASE_URL ?? null, key: env.OPENAI_API_KEY ?? null },
    models: reachable ? models : [],
    policyFile: env.SANDPIPER_POLICY ?? null,
    dataFolder: env.SANDPIPER_DATA ?? ".sandpiper/data",
    secret: env.SANDPIPER_SECRET ?? null,
    adminToken: env.ADMIN_TOKEN ?? null,
    adminProxy: proxyOf(env),
    databaseUrl: env.DATABASE_URL ?? null,
    auditKeyFile: env.SANDPIPER_AUDIT_KEY ?? null,
    origins: list(env.SANDPIPER_ORIGIN).map((origin) => origin.toLowerCase()),
    notes: halves(reachable, models.length),
  };
}

function proxyOf({
  SANDPIPER_ADMIN_HEADER: header,
  SANDPIPER_ADMINS: names,
  SANDPIPER_TRUSTED_PROXY: secret,
}: Env): Settings["adminProxy"] {
  return header === undefined || names === undefined || secret === undefined ? null : { header, names: list(names), secret };
}

function halves(reachable: boolean, models: number): string[] {
  if (reachable && models === 0)
    return ["OPENAI_API_KEY or OPENAI_BASE_URL is set, but OPENAI_MODEL names no model; only the built-in analyst is offered."];
  if (!reachable && models > 0)
    return ["OPENAI_MODEL is set without OPENAI_API_KEY or OPENAI_BASE_URL; only the built-in analyst is offered."];
  return [];
}

/** The environment of this process. */
export const environment = (): ReadEnv => readEnv(process.env);
