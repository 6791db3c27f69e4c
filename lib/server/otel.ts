import { z } from "zod";
import { AuditEntry } from "../protocol/audit-log.ts";

type Value =
  | { stringValue: string }
  | { intValue: string }
  | { doubleValue: number }
  | { boolValue: boolean }
  | { arrayValue: { values: Value[] } };
export type Attribute = { key: string; value: Value };

/** A log record in OTLP's JSON. */
export type LogRecord = { timeUnixNano: string; severityNumber: number; severityText: string; eventName: string; attributes: Attribute[] };

const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);

/** The fields of any record that have a name at OpenTelemetry; the rest goes under a name of ours. */
const Fields = z.looseObject({
  type: z.string(),
  session: text,
  model: text,
  answeredBy: text,
  responseId: text,
  finish: text,
  fault: text,
  usage: z.object({ inputTokens: z.number(), outputTokens: z.number() }).optional().catch(undefined),
  code: text,
  prompt: text,
  receipt: text,
  status: text,
  errorType: text,
  durationMs: number,
});
type Fields = z.infer<typeof Fields>;

const named = new Set(Object.keys(Fields.shape));

/** An entry of the audit under the attribute names of OpenTelemetry's conventions for generative AI; null for what is no entry. */
export function toOtel(raw: unknown): LogRecord | null {
  const entry = AuditEntry.safeParse(raw).data;
  const fields = Fields.safeParse(entry?.record).data;
  if (entry === undefined || fields === undefined) return null;
  const failed = errorOf(fields) !== undefined;
  return {
    timeUnixNano: `${Date.parse(entry.at)}000000`,
    severityNumber: failed ? 17 : 9,
    severityText: failed ? "ERROR" : "INFO",
    eventName: eventOf(fields.type),
    attributes: attributes({ ...operationOf(fields, entry.hash), ...common(entry, fields), ...rest(fields) }),
  };
}

/** One line that a collector's OTLP JSON receiver reads. */
export const otlpLine = (record: LogRecord, app: string) => ({
  resourceLogs: [
    {
      resource: { attributes: attributes({ "service.name": "sandpiper", "service.version": app }) },
      scopeLogs: [{ scope: { name: "sandpiper.audit" }, logRecords: [record] }],
    },
  ],
});

const eventOf = (type: string) =>
  type === "completion" || type === "generated"
    ? "gen_ai.client.inference.operation.details"
    : `sandpiper.audit.${type.replaceAll("-", "_")}`;

function operationOf(fields: Fields, hash: string): Record<string, unknown> {
  const { type } = fields;
  if (type === "completion" || type === "generated")
    return {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": fields.model === "builtin" ? "sandpiper" : "openai",
      "gen_ai.request.model": fields.model,
      "gen_ai.response.model": fields.answeredBy,
      "gen_ai.response.id": fields.responseId,
      "gen_ai.response.finish_reasons": fields.finish === undefined ? undefined : [fields.finish],
      "gen_ai.usage.input_tokens": fields.usage?.inputTokens,
      "gen_ai.usage.output_tokens": fields.usage?.outputTokens,
      "sandpiper.prompt": fields.prompt,
      "sandpiper.code": fields.code,
    };
  if (type !== "run" && type !== "outcome" && type !== "refused") return {};
  return {
    "gen_ai.operation.name": "execute_tool",
    "gen_ai.tool.name": "python",
    "gen_ai.tool.type": "function",
    "gen_ai.tool.call.id": type === "run" ? hash : fields.receipt,
    "gen_ai.tool.call.arguments": fields.code === undefined ? undefined : JSON.stringify({ code: fields.code }),
    "sandpiper.status": fields.status,
  };
}

const common = (entry: AuditEntry, fields: Fields): Record<string, unknown> => ({
  "gen_ai.conversation.id": fields.session,
  "user.id": entry.actor,
  "error.type": errorOf(fields),
  "sandpiper.duration_ms": fields.durationMs,
  "sandpiper.audit.seq": entry.seq,
  "sandpiper.audit.hash": entry.hash,
  "sandpiper.audit.previous": entry.previous,
  "sandpiper.audit.type": fields.type,
  "sandpiper.policy.version": entry.server?.policy.version,
  "sandpiper.policy.sha256": entry.server?.policy.sha256,
  "sandpiper.lock.sha256": entry.server?.lockSha256,
});

function errorOf({ type, fault, errorType, status }: Fields): string | undefined {
  if (fault !== undefined) return fault;
  if (type === "refused") return "refused";
  return status === undefined || status === "ok" ? undefined : (errorType ?? status);
}

const rest = (fields: Fields) =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !named.has(name))
      .map(([name, value]) => [`sandpiper.${snake(name)}`, value]),
  );

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const attributes = (pairs: Record<string, unknown>): Attribute[] =>
  Object.entries(pairs)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => ({ key, value: wrapped(value) }));

function wrapped(value: unknown): Value {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (typeof value === "number") return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return { arrayValue: { values: value.map(wrapped) } };
  return { stringValue: JSON.stringify(value) };
}
