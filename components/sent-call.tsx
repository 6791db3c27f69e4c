"use client";
import { Download, ShieldAlert } from "lucide-react";
import { Tabs } from "radix-ui";
import { useContext, useMemo } from "react";
import type { Sent } from "../lib/protocol/sent.ts";
import { CopyButton } from "./copy.tsx";
import { ExportingContext } from "./exporting.ts";
import { bytesText } from "./format.ts";
import { bytesOf, excerptOf, type Part, partsOf } from "./sent-read.ts";
import { SentText } from "./sent-text.tsx";
import { strings, stringsOf } from "./strings.ts";
import { Button } from "./ui/button.tsx";
import { Fold } from "./ui/fold.tsx";

const words = stringsOf("sent");
const tab =
  "rounded-lg px-2.5 py-1 text-[0.8125rem] text-soft hover:bg-panel data-[state=active]:bg-wash data-[state=active]:font-medium data-[state=active]:text-accent";

/** One call: what was read by the model, what went over the wire to the letter, what came back. */
export const SentCall = ({ sent, query }: { sent: Sent; query: string }) => {
  const parts = useMemo(() => partsOf(sent), [sent]);
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center gap-2">
        <p className="flex-1 text-sm text-soft">
          {words.facts(sent.path, bytesText(bytesOf(sent.body)), new Date(sent.at).toLocaleTimeString(strings.tag))}
        </p>
        <CopyButton text={sent.body} label={words.copy} />
        <SaveButton sent={sent} />
      </div>
      {sent.verdict === "blocked" && <Blocked sent={sent} />}
      <Tabs.Root defaultValue={parts ? "messages" : "raw"}>
        <Tabs.List aria-label={words.views} className="mb-3 flex gap-1">
          {parts && (
            <Tabs.Trigger value="messages" className={tab}>
              {words.messages}
            </Tabs.Trigger>
          )}
          <Tabs.Trigger value="raw" className={tab}>
            {words.raw}
          </Tabs.Trigger>
          {sent.response !== undefined && sent.response !== "" && (
            <Tabs.Trigger value="reply" className={tab}>
              {words.reply}
            </Tabs.Trigger>
          )}
        </Tabs.List>
        <Tabs.Content value="messages" className="space-y-3">
          {(parts ?? []).map((part, at) => (
            <PartView key={at} part={part} query={query} />
          ))}
        </Tabs.Content>
        <Tabs.Content value="raw" className="space-y-3">
          <p className="text-sm text-soft">{words.rawText}</p>
          <SentText text={sent.body} query={query} label={words.raw} />
        </Tabs.Content>
        <Tabs.Content value="reply">
          <SentText text={sent.response ?? ""} query={query} label={words.reply} />
        </Tabs.Content>
      </Tabs.Root>
    </div>
  );
};

const PartView = ({ part, query }: { part: Part; query: string }) => (
  <Fold
    open={part.who !== "system" && part.who !== "facts"}
    label={
      <>
        <span className="font-medium">{words.who[part.who]}</span>
        <span className="text-faint">{bytesText(bytesOf(part.text))}</span>
      </>
    }
  >
    <SentText text={part.text} query={query} label={words.who[part.who]} />
  </Fold>
);

/** Why it was kept back, and where the reason stood. These few words never left; they are shown to the person only. */
const Blocked = ({ sent }: { sent: Sent }) => (
  <section className="rounded-xl border border-bad-line bg-bad-wash px-4 py-3">
    <p className="flex items-center gap-2 text-sm font-semibold text-bad">
      <ShieldAlert aria-hidden className="size-4" />
      {words.blockedTitle}
    </p>
    <ul className="mt-1.5 space-y-2 text-sm">
      {(sent.findings ?? []).map((leak, at) => {
        const { before, found, after } = excerptOf(sent.body, leak);
        return (
          <li key={at}>
            <span className="text-soft">{words.leak(leak.type, words.where[leak.where], leak.at, leak.token)}</span>
            <code dir="auto" className="mt-0.5 block rounded-md bg-card px-2 py-1 font-mono text-[0.8125rem] break-words">
              {before}
              <strong className="bg-bad-wash font-semibold text-bad">{found}</strong>
              {after}
            </code>
          </li>
        );
      })}
    </ul>
  </section>
);

const SaveButton = ({ sent }: { sent: Sent }) => {
  const handOut = useContext(ExportingContext);
  const name = `sent-${sent.turn + 1}-${sent.step + 1}-${sent.attempt + 1}.json`;
  const get = () => {
    const content = new Blob([JSON.stringify(sent, null, 2)], { type: "application/json" });
    void handOut({ artifact: null, file: name, format: "json", content, unmasked: sent.verdict === "blocked" }, { name, to: "file" });
  };
  return (
    <Button size="s" aria-label={strings.downloadAs(name)} onClick={get}>
      <Download aria-hidden />
      JSON
    </Button>
  );
};
