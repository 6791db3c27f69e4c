"use client";
import { Download } from "lucide-react";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";

export type PictureFormat = "png" | "svg";

/** Hands a picture out in one format. */
export const GetAs = ({ format, get }: { format: PictureFormat; get: (format: PictureFormat) => void }) => (
  <Button size="s" aria-label={strings.downloadAs(format.toUpperCase())} onClick={() => get(format)}>
    <Download aria-hidden />
    {format.toUpperCase()}
  </Button>
);
