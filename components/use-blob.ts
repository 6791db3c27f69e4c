"use client";
import { useEffect, useState } from "react";

/** An address for bytes, given back when nobody looks any more. For `<img>` only. */
export function useBlobUrl(content: Uint8Array | string, type: string): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([typeof content === "string" ? content : new Uint8Array(content)], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [content, type]);
  return url;
}
