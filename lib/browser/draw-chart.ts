import type { Pictures } from "../agent/export/made.ts";
import { FromViewer, type ToViewer, type ViewerTheme } from "../protocol/viewer.ts";

/** Paper is white, whatever the screen wears. */
const paper: ViewerTheme = {
  scheme: "light",
  ink: "#1d2426",
  faint: "#5c6669",
  line: "#dfdcd3",
  paper: "#ffffff",
  colours: ["#0b6b66", "#c8791a", "#4b63b8", "#a8446b", "#5b8a3a", "#7a5ea8", "#2f8fb3", "#8a6d3b"],
};
const patienceMs = 30_000;

/** A Plotly figure as pictures, drawn in a viewer frame of its own, out of sight; what is not drawn in time is null. */
export async function drawChart(spec: string): Promise<Pictures> {
  const frame = document.createElement("iframe");
  frame.src = "/sandbox/viewer.html";
  frame.setAttribute("sandbox", "allow-scripts");
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.style.cssText = "position:fixed;left:0;top:0;width:960px;height:540px;opacity:0;pointer-events:none";
  document.body.append(frame);
  const { port1, port2 } = new MessageChannel();
  try {
    await new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
    frame.contentWindow?.postMessage("sandpiper-viewer", "*", [port2]);
    const drawn = await asked(port1, { type: "draw", spec, theme: paper });
    if (drawn?.type !== "drawn") return { png: null, svg: null };
    const png = await asked(port1, { type: "export", format: "png" });
    const svg = await asked(port1, { type: "export", format: "svg" });
    return { png: png?.type === "exported" ? png.bytes : null, svg: svg?.type === "exported" ? new TextDecoder().decode(svg.bytes) : null };
  } finally {
    port1.close();
    frame.remove();
  }
}

/** One question to the viewer; null where no answer came that fits. */
function asked(port: MessagePort, message: ToViewer): Promise<FromViewer | null> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(null), patienceMs);
    port.onmessage = ({ data }: MessageEvent<unknown>) => {
      const parsed = FromViewer.safeParse(data);
      const fits = parsed.success && (message.type === "export" ? parsed.data.type === "exported" && parsed.data.format === message.format : parsed.data.type === "drawn");
      if (!parsed.success || !(fits || parsed.data.type === "failed")) return;
      clearTimeout(late);
      resolve(parsed.data);
    };
    port.postMessage(message);
  });
}
