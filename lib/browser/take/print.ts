/**
 * Prints a report that is one HTML file, out of sight; the browser's own dialog also saves it as PDF. Nothing in it can run: the frame allows no script, the
 * report's own policy loads nothing, and all that a model or a file said is text in it. Resolves when the dialog was closed, or at once where it cannot tell.
 */
export async function printed(html: string): Promise<void> {
  const frame = document.createElement("iframe");
  // The same origin, so that this page may open the dialog.
  frame.setAttribute("sandbox", "allow-same-origin allow-modals");
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.style.cssText = "position:fixed;inset-inline-start:-10000px;top:0;width:210mm;height:297mm;border:0";
  frame.srcdoc = html;
  const ready = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  document.body.append(frame);
  await ready;
  await Promise.all([...(frame.contentDocument?.images ?? [])].map((image) => image.decode().catch(() => undefined)));
  const done = new Promise((resolve) => {
    frame.contentWindow?.addEventListener("afterprint", resolve, { once: true });
  });
  frame.contentWindow?.print();
  // What is printed was copied by then, or is being printed behind a dialog that does not block.
  void done.then(() => setTimeout(() => frame.remove(), 1_000));
}
