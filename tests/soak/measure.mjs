/** In the page: what lies in the browser's own storage, of any session. */
async function stored() {
  const inside = async (folder) => {
    let files = 0;
    for await (const handle of folder.values()) files += handle.kind === "file" ? 1 : await inside(handle);
    return files;
  };
  const done = (request) => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: () => reject(request.error) }));
  let entries = 0;
  for (const { name } of await indexedDB.databases()) {
    const db = await done(indexedDB.open(name));
    for (const store of db.objectStoreNames) entries += await done(db.transaction(store).objectStore(store).count());
    db.close();
  }
  return { files: await inside(await navigator.storage.getDirectory()), entries };
}

/** A gauge of one page: its own heap after a collection and the buffers that it holds beside it, its elements, the frames in it and the threads that it and its frames have. */
export async function gauge(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await session.send("HeapProfiler.enable");
  return async () => {
    for (let round = 0; round < 3; round += 1) await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    const { usedSize, backingStorageSize = 0 } = await session.send("Runtime.getHeapUsage");
    const of = (name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
    return {
      heap: usedSize,
      buffers: backingStorageSize,
      nodes: of("Nodes"),
      listeners: of("JSEventListeners"),
      frames: await page.locator("iframe").count(),
      workers: page.workers().length,
      ...(await page.evaluate(stored)),
    };
  };
}
