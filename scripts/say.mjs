/** Plain lines for terminals and logs alike; progress is a line, never a bar that redraws. */
export const say = (text) => process.stdout.write(`${text}\n`);

export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** What a person can mend: shown without a stack trace. */
export class Trouble extends Error {}

/** Runs `main`; what a person can mend is told in words, a bug keeps its stack. */
export async function entry(main) {
  try {
    await main();
  } catch (error) {
    const plain = error instanceof Trouble || error.name === "Refused";
    process.stderr.write(`\n${plain ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}
