/**
 * Rows on their way to storage, in order. What cannot be written stays here, is told of, and goes first at the next try: a storage that has room again loses nothing.
 */
export class Backlog<T> {
  waiting: readonly T[] = [];
  private tail: Promise<void> = Promise.resolve();

  constructor(
    private readonly write: (rows: readonly T[]) => Promise<void>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Resolves once it is written, or could not be. Never rejects. */
  add(row: T): Promise<void> {
    this.waiting = [...this.waiting, row];
    return this.flush();
  }

  flush(): Promise<void> {
    this.tail = this.tail.then(() => this.try());
    return this.tail;
  }

  forget(which: (row: T) => boolean): void {
    this.waiting = this.waiting.filter((row) => !which(row));
  }

  private async try(): Promise<void> {
    const rows = this.waiting;
    if (rows.length === 0) return;
    try {
      await this.write(rows);
      const done = new Set(rows);
      this.waiting = this.waiting.filter((row) => !done.has(row));
    } catch (error) {
      this.failed(error);
    }
  }
}
