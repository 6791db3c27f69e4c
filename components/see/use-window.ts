"use client";
import { type RefObject, useCallback, useEffect, useState } from "react";

export const rowPx = 32;
/** Browsers stop at some height (Firefox at 17.9 million pixels): beyond this one a pixel of the bar stands for more than a pixel of rows. */
const mostPx = 12_000_000;
const over = 8;

export interface View {
  readonly from: number;
  readonly to: number;
  /** Pixels before the first row that is there, and of all rows. */
  readonly before: number;
  readonly height: number;
}

/** Which rows are in view, of any number of them. */
export function viewOf(count: number, scrolled: number, viewPx: number): View {
  const whole = count * rowPx;
  const height = Math.min(whole, mostPx);
  const shown = Math.ceil(viewPx / rowPx) + 1;
  const exact = whole === height ? scrolled / rowPx : (scrolled / Math.max(1, height - viewPx)) * Math.max(0, count - viewPx / rowPx);
  const first = Math.min(Math.max(0, Math.floor(exact)), Math.max(0, count - 1));
  const from = Math.max(0, first - over);
  const to = Math.min(count, first + shown + over);
  const before = Math.max(0, Math.min(scrolled - (exact - from) * rowPx, height - (to - from) * rowPx));
  return { from, to, before, height };
}

/** Where to scroll so that a row stands at the top. */
export function scrollFor(row: number, count: number, viewPx: number): number {
  const whole = count * rowPx;
  if (whole <= mostPx) return row * rowPx;
  return (row / Math.max(1, count - viewPx / rowPx)) * (mostPx - viewPx);
}

/** The view of a box that scrolls, below a head of one row. */
export function useWindow(box: RefObject<HTMLElement | null>, count: number) {
  const [{ scrolled, viewPx }, setPlace] = useState({ scrolled: 0, viewPx: 400 });
  useEffect(() => {
    const it = box.current;
    if (!it) return;
    const look = () => setPlace({ scrolled: it.scrollTop, viewPx: Math.max(rowPx, it.clientHeight - rowPx) });
    const watch = new ResizeObserver(look);
    watch.observe(it);
    it.addEventListener("scroll", look, { passive: true });
    look();
    return () => {
      watch.disconnect();
      it.removeEventListener("scroll", look);
    };
  }, [box]);
  /** Moves as little as brings the row into view. */
  const reveal = useCallback(
    (row: number) => {
      const it = box.current;
      if (!it) return;
      const rows = Math.floor(viewPx / rowPx);
      const top = scrollFor(row, count, viewPx);
      const bottom = scrollFor(Math.max(0, row - rows + 1), count, viewPx);
      if (it.scrollTop > top) it.scrollTop = top;
      else if (it.scrollTop < bottom) it.scrollTop = bottom;
    },
    [box, count, viewPx],
  );
  return { view: viewOf(count, scrolled, viewPx), reveal, page: Math.max(1, Math.floor(viewPx / rowPx) - 1) };
}
