/** Traces and metrics by OpenTelemetry's official SDK, configured by its own variables alone. Loaded only where they ask for something. */
import { context, INVALID_SPAN_CONTEXT, metrics, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { NodeSDK } from "@opentelemetry/sdk-node";
import { hearMeasures } from "../lib/server/process.ts";

const silent = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
/** Next would trace whole addresses, and what is in them may be a person's words: its spans stay out, ours hold routes. */
const deaf = { startSpan: () => silent, startActiveSpan: (...given) => given.at(-1)(silent) };

function withoutNext() {
  const whole = trace.getTracerProvider();
  const real = whole.getDelegate?.() ?? whole;
  trace.disable();
  trace.setGlobalTracerProvider({ getTracer: (name, ...more) => (name === "next.js" ? deaf : real.getTracer(name, ...more)) });
}

function instruments() {
  const meter = metrics.getMeter("sandpiper");
  const seconds = (name, description) => meter.createHistogram(name, { unit: "s", description });
  return {
    requests: seconds("http.server.request.duration", "Duration of requests."),
    open: meter.createUpDownCounter("http.server.active_requests", { description: "Requests under way; a reply that streams is one." }),
    calls: seconds("gen_ai.client.operation.duration", "Replies of a model, from the request to the close."),
    first: seconds("gen_ai.server.time_to_first_token", "Until the first word of a reply."),
    tokens: meter.createHistogram("gen_ai.client.token.usage", { unit: "{token}", description: "Tokens of one call." }),
    appends: seconds("sandpiper.audit.append.duration", "Until an entry of the audit is on disk."),
  };
}

/** A span that began `ms` ago and ends now, below the one that is under way. */
function past(tracer, name, ms, { kind, attributes, failed }) {
  const span = tracer.startSpan(name, { kind, attributes, startTime: Date.now() - ms });
  if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

const heard = (tracer, { calls, first, tokens, appends }) => (told) => {
  if (told.what === "audit-append") {
    appends.record(told.ms / 1_000, { "sandpiper.ok": told.ok });
    return past(tracer, "audit append", told.ms, { kind: SpanKind.INTERNAL, attributes: {}, failed: !told.ok });
  }
  const attributes = { "gen_ai.operation.name": "chat", "gen_ai.provider.name": told.model === "builtin" ? "sandpiper" : "openai", "gen_ai.request.model": told.model, ...(told.fault ? { "error.type": told.fault } : {}) };
  calls.record(told.ms / 1_000, attributes);
  if (told.firstMs !== null) first.record(told.firstMs / 1_000, attributes);
  tokens.record(told.inputTokens, { ...attributes, "gen_ai.token.type": "input" });
  tokens.record(told.outputTokens, { ...attributes, "gen_ai.token.type": "output" });
  past(tracer, `chat ${told.model}`, told.ms, { kind: SpanKind.CLIENT, attributes: { ...attributes, "gen_ai.usage.input_tokens": told.inputTokens, "gen_ai.usage.output_tokens": told.outputTokens }, failed: told.fault !== null });
};

/** Starts the SDK; `request` opens a span for one request. */
export function startTelemetry() {
  process.env.OTEL_SERVICE_NAME ??= "sandpiper";
  const sdk = new NodeSDK({ instrumentations: [] });
  sdk.start();
  withoutNext();
  const tracer = trace.getTracer("sandpiper");
  const meters = instruments();
  hearMeasures(heard(tracer, meters));
  return {
    request(request, { method, route }) {
      const above = propagation.extract(ROOT_CONTEXT, request.headers);
      const attributes = { "http.request.method": method, "http.route": route };
      const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, above);
      meters.open.add(1, attributes);
      return {
        trace: span.spanContext().traceId,
        within: (work) => context.with(trace.setSpan(above, span), work),
        end: ({ status, ms }) => {
          span.setAttribute("http.response.status_code", status);
          if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
          meters.open.add(-1, attributes);
          meters.requests.record(ms / 1_000, { ...attributes, "http.response.status_code": status });
        },
      };
    },
    stop: () => sdk.shutdown().catch(() => {}),
  };
}
