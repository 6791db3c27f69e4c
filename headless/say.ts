/** Progress goes to the terminal's error stream, so that what a script reads from the output is only what it asked for. */
export const tell = (line: string): void => void process.stderr.write(`${line}\n`);

export const print = (text: string): void => void process.stdout.write(`${text}\n`);

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
