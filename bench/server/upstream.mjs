/** The scripted model in a process of its own: the last message says how many pieces it sends, and how many milliseconds lie between them. */
import { startScripted } from "../../tests/support/scripted-server.ts";

const script = ({ messages }) => {
  const [, pieces, pace] = /pieces=(\d+) pace=(\d+)/.exec(messages.at(-1)?.content ?? "") ?? [0, 20, 0];
  return { text: "twelve chars".repeat(Number(pieces)), pace: Number(pace) };
};
const { url } = await startScripted({ script });
process.send?.({ url });
