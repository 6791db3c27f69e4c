/** What each request came to: a line of the log where SANDPIPER_LOG is json, a span and measures where OpenTelemetry's variables ask for them. */

const ROUTES = ["admin", "api", "pyodide", "sandbox", "_next", "samples", "isolation"];

/** Where a request went, without query and without anything that someone made up: an own route, or the folder it lies in. */
export function routeOf(url) {
  const [path] = url.split("?");
  const parts = path.split("/").filter(Boolean);
  if (parts.length === 0) return "/";
  if (parts[0] === "api") return parts[1] === "isolation" ? "/api/isolation/*" : `/${parts.slice(0, 3).map((part) => (/^[a-z]{1,20}$/.test(part) ? part : "*")).join("/")}`;
  return ROUTES.includes(parts[0]) ? `/${parts[0]}${parts.length > 1 ? "/*" : ""}` : "/*";
}

/** Log lines as JSON on standard output; null where the log is for people. What libraries say by console becomes lines as well, errors by their names alone. */
export function jsonLog(env) {
  if (env.SANDPIPER_LOG !== "json") return null;
  const line = (level, event, fields) => process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, event, ...fields })}\n`);
  for (const level of ["log", "info", "debug"]) console[level] = (...said) => line("info", "console", { text: said.filter((one) => typeof one === "string").join(" ").slice(0, 300) });
  for (const level of ["warn", "error"]) console[level] = (...said) => line(level, "console", { errors: said.map((one) => (one instanceof Error ? one.name : typeof one)) });
  return (event, fields = {}) => line("info", event, fields);
}

/** Whether OpenTelemetry's own variables ask for anything. */
export const wantsTelemetry = (env) =>
  env.OTEL_SDK_DISABLED !== "true" &&
  Object.entries(env).some(([name, value]) => value && value !== "none" && /^OTEL_(?:EXPORTER_OTLP_(?:\w+_)?ENDPOINT|(?:TRACES|METRICS)_EXPORTER|CONFIG_FILE)$/.test(name));

/** Calls `handle` for each request, and tells `log` and `telemetry` how it ended. */
export function observed(handle, { log, telemetry }) {
  if (!log && !telemetry) return handle;
  return (request, response) => {
    const started = performance.now();
    const route = routeOf(request.url ?? "/");
    const told = { method: request.method ?? "GET", route };
    const span = telemetry?.request(request, told);
    response.once("close", () => {
      const ended = { ...told, status: response.statusCode, ms: Math.round((performance.now() - started) * 10) / 10, whole: response.writableFinished };
      log?.("request", { ...ended, ...(span ? { trace: span.trace } : {}) });
      span?.end(ended);
    });
    return span ? span.within(() => handle(request, response)) : handle(request, response);
  };
}
