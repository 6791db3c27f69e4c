import {
  Ban,
  CircleCheck,
  CircleX,
  Coins,
  Download,
  Eraser,
  Eye,
  FileKey,
  type LucideIcon,
  MessageCircleQuestion,
  MessageSquare,
  Play,
  ScrollText,
  ShieldCheck,
  SquarePen,
} from "lucide-react";
import type { Told } from "../../lib/browser/admin/told.ts";
import { durationText } from "../format.ts";
import { words } from "./words.ts";

export type Look = { icon: LucideIcon; tone: "good" | "bad" | "sand" | "calm"; label: string };

const icons: Record<string, LucideIcon> = {
  generated: SquarePen,
  refused: Ban,
  run: Play,
  asked: MessageCircleQuestion,
  completion: MessageSquare,
  export: Download,
  unmask: Eye,
  "policy-change": ScrollText,
  "admin-read": FileKey,
  erasure: Eraser,
  "isolation-begun": ShieldCheck,
  "isolation-ended": ShieldCheck,
};

const labels = (): Record<string, string> => words.audit.types;

/** How an entry is shown at a glance. A type that this page does not know goes by its own name. */
export function entryLook({ record }: Told): Look {
  const label = labels()[record.type] ?? record.type;
  if (record.type !== "outcome") return { icon: icons[record.type] ?? Coins, tone: record.type === "refused" ? "bad" : "calm", label };
  if (record.status === "ok") return { icon: CircleCheck, tone: "good", label };
  return { icon: CircleX, tone: record.status === "killed" ? "sand" : "bad", label };
}

/** One line on what an entry says. Text only: all of it is hostile. */
export function gist({ record }: Told): string {
  switch (record.type) {
    case "generated":
    case "run":
      return firstLine(record.code);
    case "refused":
      return record.reason ?? firstLine(record.code);
    case "outcome":
      return [outcomeWord(record.status), record.errorType, record.durationMs === undefined ? null : durationText(record.durationMs)]
        .filter(Boolean)
        .join(", ");
    case "completion":
      return [record.model, record.fault].filter((one) => typeof one === "string").join(", ");
    case "export":
      return record.file ?? "";
    case "policy-change":
      return record.version ?? "";
    case "admin-read":
      return `${record.what ?? ""} ${String(record.query ?? "")}`.trim();
    default:
      return "";
  }
}

const outcomes = (): Record<string, string> => words.audit.statuses;
const outcomeWord = (status: string | undefined) => (status === undefined ? "" : (outcomes()[status] ?? status));

const firstLine = (code: string | undefined) =>
  (code ?? "")
    .split("\n")
    .find((line) => line.trim() !== "" && !line.trim().startsWith("#"))
    ?.slice(0, 200) ?? "";
