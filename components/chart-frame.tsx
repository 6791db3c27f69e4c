"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { FromViewer, type ToViewer } from "../lib/protocol/viewer.ts";
import { strings } from "./strings.ts";
import { viewerTheme, watchTheme } from "./viewer-theme.ts";

type Props = {
  /** JSON text of a Plotly figure, as it is to be drawn. */
  spec: string;
  label: string;
  wanted: { format: "png" | "svg"; at: number } | null;
  exported: (format: "png" | "svg", bytes: Uint8Array) => void;
};
type State = { type: "drawing" } | { type: "drawn"; height: number } | { type: "failed"; message: string };

/** A chart drawn in a frame without origin, network or storage; a port of their own is all that joins it to the page. */
export const ChartFrame = ({ spec, label, wanted, exported }: Props) => {
  const latest = useRef(exported);
  latest.current = exported;
  /** What the person has asked to have exported and has not got yet: what comes unasked is no export. */
  const awaited = useRef<"png" | "svg" | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const port = useRef<MessagePort | null>(null);
  const near = useNear(box);
  const [state, setState] = useState<State>({ type: "drawing" });
  const send = useCallback((message: ToViewer) => port.current?.postMessage(message), []);

  const hear = (event: MessageEvent<unknown>) => {
    const parsed = FromViewer.safeParse(event.data);
    if (!parsed.success) return;
    if (parsed.data.type === "exported") {
      if (awaited.current !== parsed.data.format) return;
      awaited.current = null;
      latest.current(parsed.data.format, parsed.data.bytes);
    } else setState(parsed.data.type === "drawn" ? parsed.data : { type: "failed", message: parsed.data.message });
  };

  const connect = (frame: HTMLIFrameElement) => {
    const channel = new MessageChannel();
    port.current?.close();
    port.current = channel.port1;
    channel.port1.onmessage = hear;
    frame.contentWindow?.postMessage("sandpiper-viewer", "*", [channel.port2]);
    send({ type: "draw", spec, theme: viewerTheme() });
  };

  useEffect(() => watchTheme(() => send({ type: "theme", theme: viewerTheme() })), [send]);
  useEffect(() => {
    if (!wanted) return;
    awaited.current = wanted.format;
    send({ type: "export", format: wanted.format });
  }, [wanted, send]);
  useEffect(() => send({ type: "draw", spec, theme: viewerTheme() }), [spec, send]);
  useEffect(() => () => port.current?.close(), []);

  return (
    <div ref={box} className="relative" style={{ height: state.type === "drawn" ? state.height : 420 }}>
      {near && (
        <iframe
          src="/sandbox/viewer.html"
          sandbox="allow-scripts"
          referrerPolicy="no-referrer"
          title={label}
          className="size-full rounded-lg border-0"
          onLoad={(event) => connect(event.currentTarget)}
        />
      )}
      {state.type === "drawing" && (
        <p role="status" className="absolute inset-0 grid place-items-center rounded-lg bg-sunken text-sm text-faint">
          {strings.drawing}
        </p>
      )}
      {state.type === "failed" && (
        <p role="alert" className="absolute inset-0 grid place-items-center rounded-lg bg-bad-wash p-6 text-center text-sm text-bad">
          {strings.chartFailed}: {state.message}
        </p>
      )}
    </div>
  );
};

/** True from the moment the box comes close to the view: charts nobody has scrolled to cost nothing. */
function useNear(box: React.RefObject<HTMLDivElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && setNear(true), { rootMargin: "400px" });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [box]);
  return near;
}
