import { type FromViewer, ToViewer, type ViewerTheme } from "../../lib/protocol/viewer.ts";
import { dressed } from "./figure.ts";

/** Draws one figure. It hears its port only, and says no more than how high the figure is, or why there is none. */
const box = document.getElementById("chart");
let spec = "";

function paint(theme: ViewerTheme) {
  document.documentElement.style.colorScheme = theme.scheme;
  document.body.style.background = theme.paper;
}

async function draw(port: MessagePort, theme: ViewerTheme) {
  if (!box) return;
  paint(theme);
  const figure = dressed(spec, theme);
  Plotly.purge(box);
  await Plotly.newPlot(box, figure);
  tell(port, { type: "drawn", height: figure.height });
}

async function take(port: MessagePort, format: "png" | "svg") {
  if (!box) return;
  const { width, height } = box.getBoundingClientRect();
  const url = await Plotly.toImage(box, { format, width, height, scale: format === "png" ? 2 : 1 });
  tell(port, { type: "exported", format, bytes: bytesOf(url) });
}

/** The content of a data: URL; `fetch` is not to be had here. */
function bytesOf(url: string): Uint8Array<ArrayBuffer> {
  const comma = url.indexOf(",");
  const [head, body] = [url.slice(0, comma), url.slice(comma + 1)];
  if (!head.endsWith(";base64")) return new TextEncoder().encode(decodeURIComponent(body));
  return Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0));
}

const tell = (port: MessagePort, message: FromViewer) => port.postMessage(message);

async function obey(port: MessagePort, data: unknown) {
  const message = ToViewer.parse(data);
  if (message.type === "export") return take(port, message.format);
  if (message.type === "draw") spec = message.spec;
  return draw(port, message.theme);
}

addEventListener("message", function meet(event: MessageEvent<unknown>) {
  const [port] = event.ports;
  if (event.source !== parent || event.data !== "sandpiper-viewer" || !port) return;
  removeEventListener("message", meet);
  port.onmessage = ({ data }: MessageEvent<unknown>) =>
    obey(port, data).catch((error: unknown) => tell(port, { type: "failed", message: String(error).slice(0, 500) }));
});
