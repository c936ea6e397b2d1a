/** Work on documents, put off while more changes come in. */

interface Waiting {
  timer: NodeJS.Timeout;
  /** When it was first asked for. */
  readonly since: number;
}

/** Someone who types without a pause sees something new after so many milliseconds. */
const MOST_WAIT = 1000;

export class Schedule {
  private readonly waiting = new Map<string, Waiting>();
  private readonly run: (key: string) => void;

  constructor(run: (key: string) => void) {
    this.run = run;
  }

  /** Once, after so many milliseconds in which it was not asked for again. */
  ask(key: string, delay: number): void {
    const now = Date.now();
    const old = this.waiting.get(key);
    if (old) clearTimeout(old.timer);
    const since = old?.since ?? now;
    const timer = setTimeout(() => {
      this.waiting.delete(key);
      this.run(key);
    }, Math.max(0, Math.min(delay, since + MOST_WAIT - now)));
    this.waiting.set(key, { timer, since });
  }

  isWaiting(key: string): boolean {
    return this.waiting.has(key);
  }

  drop(key: string): void {
    clearTimeout(this.waiting.get(key)?.timer);
    this.waiting.delete(key);
  }

  clear(): void {
    for (const key of this.waiting.keys()) this.drop(key);
  }
}
