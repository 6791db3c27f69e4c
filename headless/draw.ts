import type { Page } from "@playwright/test";
import { z } from "zod";
import type { Pictures } from "../lib/agent/export/made.ts";

const Drawn = z.object({ png: z.string().nullable(), svg: z.string().nullable() });

const theme = {
  scheme: "light",
  ink: "#1d2426",
  faint: "#5c6669",
  line: "#dfdcd3",
  paper: "#ffffff",
  colours: ["#0b6b66", "#c8791a", "#4b63b8", "#a8446b", "#5b8a3a", "#7a5ea8", "#2f8fb3", "#8a6d3b"],
} as const;

/** Draws a Plotly figure in the product's own viewer frame, which has no origin and no network, and takes it as pictures. */
export async function draw(page: Page, spec: string): Promise<Pictures> {
  const made = await page.evaluate(
    async ({ spec, theme, waitMs }) => {
      const frame = document.createElement("iframe");
      frame.src = "/sandbox/viewer.html";
      frame.setAttribute("sandbox", "allow-scripts");
      frame.style.cssText = "position:fixed;left:0;top:0;width:960px;height:540px;opacity:0;pointer-events:none";
      document.body.append(frame);
      await new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
      const { port1, port2 } = new MessageChannel();
      const next = (type: string) =>
        new Promise<Uint8Array | null>((resolve) => {
          const timer = setTimeout(() => resolve(null), waitMs);
          port1.onmessage = ({ data }) => {
            if (data?.type !== type && data?.type !== "failed") return;
            clearTimeout(timer);
            resolve(data?.type === "failed" ? null : data.bytes instanceof Uint8Array ? data.bytes : new Uint8Array());
          };
        });
      const drawn = next("drawn");
      frame.contentWindow?.postMessage("sandpiper-viewer", "*", [port2]);
      port1.postMessage({ type: "draw", spec, theme });
      const pictures: { png: string | null; svg: string | null } = { png: null, svg: null };
      if (await drawn) {
        for (const format of ["png", "svg"] as const) {
          const bytes = next("exported");
          port1.postMessage({ type: "export", format });
          const got = await bytes;
          let text = "";
          for (const byte of got ?? []) text += String.fromCharCode(byte);
          if (text) pictures[format] = btoa(text);
        }
      }
      frame.remove();
      return pictures;
    },
    { spec, theme, waitMs: 20_000 },
  );
  const { png, svg } = Drawn.parse(made);
  return { png: png === null ? null : Uint8Array.from(Buffer.from(png, "base64")), svg: svg === null ? null : Buffer.from(svg, "base64").toString("utf8") };
}

/** A drawing as PNG, at twice its size; null where it cannot be drawn. For pictures whose words were un-masked after they were drawn. */
export async function drawSvg(page: Page, svg: string): Promise<Uint8Array | null> {
  const text = await page.evaluate(async (source) => {
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([source], { type: "image/svg+xml" }));
    const drawn = await image.decode().then(
      () => true,
      () => false,
    );
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalWidth * 2, image.naturalHeight * 2];
    if (drawn) canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    return drawn && canvas.width > 0 ? canvas.toDataURL("image/png").replace(/^[^,]*,/, "") : null;
  }, svg);
  return text === null ? null : Uint8Array.from(Buffer.from(text, "base64"));
}
