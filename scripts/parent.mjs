/** npm does not pass SIGTERM through its shell: who ends npm, or the runner of the tests, means us too. */
export function endWithParent(end) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && end(), 500).unref();
}
