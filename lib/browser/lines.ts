/** Longer than any line the server sends. */
const lineChars = 4_000_000;

/** The non-empty lines of a stream, as they come. Throws when a line never ends. */
export async function* lines(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  let rest = "";
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      const parts = (rest + piece.value).split("\n");
      rest = parts.pop() ?? "";
      if (rest.length > lineChars) throw new Error("a line without end");
      for (const part of parts) if (part.trim() !== "") yield part;
    }
    if (rest.trim() !== "") yield rest;
  } finally {
    await reader.cancel().catch(() => {});
  }
}
