"use client";
import { Download, FileDown } from "lucide-react";
import type { FileArtifact } from "../lib/protocol/artifact.ts";
import { Card } from "./card.tsx";
import { bytesText } from "./format.ts";
import { fileName, save } from "./save.ts";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";

/** A file that was made, handed over as plain bytes: the browser is never asked to open it. */
export const FileOut = ({ file }: { file: FileArtifact }) => {
  const name = fileName(file.name);
  const kind = name.includes(".") ? (name.split(".").at(-1) ?? "").toUpperCase() : file.mime;
  const get = () => save(name, new Blob([new Uint8Array(file.bytes)], { type: "application/octet-stream" }));
  return (
    <Card
      icon={FileDown}
      title={name}
      note={`${kind} · ${bytesText(file.bytes.byteLength)}`}
      actions={
        <Button tone="solid" size="s" onClick={get} aria-label={strings.downloadAs(name)}>
          <Download aria-hidden />
          {strings.download}
        </Button>
      }
    />
  );
};
