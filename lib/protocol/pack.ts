/** One file of a text and bytes: four bytes say how long the text is, the bytes begin at a multiple of 16. */
const align = 16;

const bytesAt = (textBytes: number): number => Math.ceil((4 + textBytes) / align) * align;

export function pack(value: unknown, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(value));
  const whole = new Uint8Array(bytesAt(text.length) + bytes.length);
  new DataView(whole.buffer).setUint32(0, text.length, true);
  whole.set(text, 4);
  whole.set(bytes, bytesAt(text.length));
  return whole;
}

/** The text as it was written, and a view of the bytes. */
export function unpacked<Buffer extends ArrayBufferLike>(whole: Uint8Array<Buffer>): { text: string; bytes: Uint8Array<Buffer> } {
  const length = new DataView(whole.buffer, whole.byteOffset).getUint32(0, true);
  const bytes = new Uint8Array(whole.buffer, whole.byteOffset + bytesAt(length), whole.length - bytesAt(length));
  return { text: new TextDecoder().decode(whole.subarray(4, 4 + length)), bytes };
}
