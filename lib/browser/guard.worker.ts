import { blake2b } from "@noble/hashes/blake2.js";
import words from "public-words";
import { Guard } from "../policy/guard.ts";

/** Runs in a worker of the page's own, which its policy lets connect to nothing. */
export type GuardDoor = Pick<Guard, "learn" | "mask" | "gate"> & { start(key: Uint8Array): void };

export type Asked = { [What in keyof GuardDoor]: { what: What; with: Parameters<GuardDoor[What]>[0] } }[keyof GuardDoor];

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Eight characters of a keyed digest, as workers/python/sandpiper/masking/tokens.py makes them. */
function body(key: Uint8Array, value: string): string {
  const digest = blake2b(new TextEncoder().encode(`s${value.trim().toLowerCase()}`), { key, dkLen: 5 });
  let bits = 0n;
  for (const byte of digest) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: 8 }, (_, at) => alphabet[Number((bits >> BigInt(35 - at * 5)) & 31n)]).join("");
}

let guard = new Guard(words, (type) => `${type}_00000000`);

const door: GuardDoor = {
  start: (key) => {
    guard = new Guard(words, (type, value) => `${/^[a-z]+$/.test(type) ? type : "id"}_${body(key, value)}`);
  },
  learn: (lesson) => guard.learn(lesson),
  mask: (texts) => guard.mask(texts),
  gate: (text) => guard.gate(text),
};

function answer(asked: Asked): unknown {
  switch (asked.what) {
    case "start":
      return door.start(asked.with);
    case "learn":
      return door.learn(asked.with);
    case "mask":
      return door.mask(asked.with);
    case "gate":
      return door.gate(asked.with);
    default:
      return asked satisfies never;
  }
}

self.onmessage = ({ data }: MessageEvent<{ id: number; asked: Asked }>) => self.postMessage({ id: data.id, answer: answer(data.asked) });
