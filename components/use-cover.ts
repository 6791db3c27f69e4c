import { type RefObject, useEffect, useRef } from "react";

/** What covers the lower end of the page. Its height is kept in `--cover`, so that nothing is scrolled to, or takes the focus, behind it (app/globals.css). */
export function useCover(): RefObject<HTMLDivElement | null> {
  const cover = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const it = cover.current;
    if (!it) return;
    const { style } = document.documentElement;
    const seen = new ResizeObserver(() => style.setProperty("--cover", `${it.offsetHeight}px`));
    seen.observe(it);
    return () => {
      seen.disconnect();
      style.removeProperty("--cover");
    };
  }, []);
  return cover;
}
