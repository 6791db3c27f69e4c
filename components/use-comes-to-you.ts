import { type RefObject, useCallback, useEffect, useRef } from "react";

/** A key that was meant for what had the focus before is not taken for an answer. */
const settleMs = 700;

/** A box that comes into view when it appears, and takes the focus unless the person is writing something; `settled` says whether it has been there long enough to be answered. */
export function useComesToYou(): { box: RefObject<HTMLElement | null>; settled: () => boolean } {
  const box = useRef<HTMLElement>(null);
  const since = useRef(Number.POSITIVE_INFINITY);
  useEffect(() => {
    since.current = performance.now();
    if (!isWriting(document.activeElement)) box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ behavior: "smooth", block: "nearest" });
  }, []);
  return { box, settled: useCallback(() => performance.now() - since.current > settleMs, []) };
}

const isWriting = (element: Element | null) =>
  (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) && element.value !== "";
