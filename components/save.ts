/** Hands bytes to the browser's own download. The name loses everything that is not part of a file name. */
export function save(name: string, blob: Blob) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** The last part of a path, without control characters, characters that systems refuse, and marks that turn the reading direction. */
export function fileName(path: string): string {
  const last = path.split(/[\\/]/).at(-1) ?? "";
  const clean = last
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, "")
    .replace(/^\.+/, "")
    .trim();
  return clean.slice(-180) || "download";
}

/** A title as the stem of a file name. */
export const stem = (title: string) =>
  fileName(title)
    .replace(/[\s_]+/g, "-")
    .replace(/-+/g, "-")
    .toLowerCase()
    .slice(0, 80) || "result";
