// Keeps what is dropped on a page whose scripts are still on their way: without it the browser would leave the page and show the file.
// components/early-drop.ts takes it from here, and stops this; a page that listens already has said so.
if (globalThis.sandpiperEarly === undefined) {
  const carried = [];
  const listen = new AbortController();
  const ours = (event) => {
    const data = event.dataTransfer;
    if (!data?.types.includes("Files")) return null;
    event.preventDefault();
    return data;
  };
  const drop = (event) => {
    const data = ours(event);
    if (data) carried.push({ files: [...data.files], entries: Array.from(data.items, (item) => item.webkitGetAsEntry()) });
  };
  addEventListener("dragover", ours, { signal: listen.signal });
  addEventListener("drop", drop, { signal: listen.signal });
  globalThis.sandpiperEarly = { carried, stop: () => listen.abort() };
}
