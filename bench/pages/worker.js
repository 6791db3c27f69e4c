/** A module worker made of text, which finds stock Pyodide's files at this origin. Answers a question at a time. */
export function started(source) {
  const text = source.replaceAll('"/stock/', `"${location.origin}/stock/`);
  const thread = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })), { type: "module" });
  const ask = (data) =>
    new Promise((resolve, reject) => {
      thread.onmessage = ({ data: told }) => (told.error ? reject(new Error(told.error)) : resolve(told.value));
      thread.onerror = (event) => reject(new Error(event.message));
      thread.postMessage(data);
    });
  return { ask, end: () => thread.terminate() };
}

export const at = () => performance.now();

/** Milliseconds until `work` is done, and what it came to. */
export async function timed(work) {
  const began = at();
  const value = await work();
  return { ms: at() - began, value };
}
