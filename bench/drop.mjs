/** Drops a csv as a person does: over the page, then let go; when that was, by the page's clock. */
export async function drop(page, text) {
  const data = await page.evaluateHandle((body) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([body], "visits.csv", { type: "text/csv" }));
    return transfer;
  }, text);
  const at = await page.evaluate(() => performance.now());
  await page.dispatchEvent("body", "dragenter", { dataTransfer: data });
  await page.dispatchEvent("body", "drop", { dataTransfer: data });
  return at;
}
