"use client";
import { Download, FileDown } from "lucide-react";
import { useContext, useState } from "react";
import { rewritable } from "../lib/policy/unmask/kinds.ts";
import type { FileArtifact } from "../lib/protocol/artifact.ts";
import { Card } from "./card.tsx";
import { ExportingContext } from "./exporting.ts";
import { bytesText } from "./format.ts";
import { fileName } from "./save.ts";
import { strings } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { useMapping } from "./use-mapping.ts";

/** A file that was made, handed over as plain bytes: the browser is never asked to open it. Values are put into it on the way out. */
export const FileOut = ({ file }: { file: FileArtifact }) => {
  const { any, asModel, shown, plain } = useMapping();
  const [kept, setKept] = useState(false);
  const handOut = useContext(ExportingContext);
  const name = fileName(plain(file.name));
  const kind = name.includes(".") ? (name.split(".").at(-1) ?? "").toUpperCase() : file.mime;
  const get = async () => {
    const { unmaskFile } = await import("../lib/browser/unmask/file.ts");
    const { type, bytes } = await unmaskFile(file.name, file.bytes, shown);
    setKept(type === "pseudonyms" || type === "mixed");
    const content = new Blob([bytes], { type: "application/octet-stream" });
    const unmasked = type === "unmasked" || type === "mixed";
    await handOut({ artifact: file.id, file: fileName(file.name), format: kind.toLowerCase(), content, unmasked }, { name, to: "file" });
  };
  return (
    <Card
      icon={FileDown}
      title={fileName(file.name)}
      note={`${kind} · ${bytesText(file.bytes.byteLength)}`}
      actions={
        <Button tone="solid" size="s" onClick={get} aria-label={strings.downloadAs(name)}>
          <Download aria-hidden />
          {strings.download}
        </Button>
      }
    >
      {any && !asModel && (kept || !rewritable(file.name)) ? <p className="text-xs text-sand">{strings.masking.fileTokens}</p> : undefined}
    </Card>
  );
};
