import type { Sample } from "./samples.ts";

/** A sample as if it had been dropped. */
export async function fetchSample({ file }: Sample): Promise<File | null> {
  const response = await fetch(`/samples/${file}`).catch(() => null);
  return response?.ok ? new File([await response.blob()], file) : null;
}
