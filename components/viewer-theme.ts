import type { ViewerTheme } from "../lib/protocol/viewer.ts";

/** Told apart with normal and with reduced colour vision, on light and on dark. */
const colours = {
  light: ["#0b6b66", "#c8791a", "#4b63b8", "#a8446b", "#5b8a3a", "#7a5ea8", "#2f8fb3", "#8a6d3b"],
  dark: ["#5cc8bd", "#e9a957", "#93a8f0", "#e48bad", "#a3cf7c", "#bfa6ea", "#74c6e6", "#cbb083"],
};

/** The colours the page wears now, resolved: the frame knows nothing of the page's variables. */
export function viewerTheme(): ViewerTheme {
  const probe = document.createElement("span");
  // Where less motion is asked for, every element has a transition of no length, and a colour that is read at once is still the one before.
  probe.style.transitionProperty = "none";
  document.body.append(probe);
  const resolve = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const [ink, faint, line, paper] = ["--ink", "--faint", "--line", "--card"].map(resolve);
  probe.remove();
  const scheme = isDark() ? "dark" : "light";
  return { scheme, ink: ink ?? "", faint: faint ?? "", line: line ?? "", paper: paper ?? "", colours: colours[scheme] };
}

const system = () => matchMedia("(prefers-color-scheme: dark)");

function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme === undefined ? system().matches : theme === "dark";
}

/** Calls back whenever the page changes its colours; returns what ends the watch. */
export function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  const media = system();
  media.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    media.removeEventListener("change", changed);
  };
}
