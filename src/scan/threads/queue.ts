/** Files that several threads look at, each file by one of them: which is next, and what was seen. Nobody waits for anybody while there are files. */

/** What was seen of a file. */
export const seen = { nothing: 0, none: 1, some: 2 } as const;

const [NEXT, DONE, RUNNING, head] = [0, 1, 2, 3];

export interface Queue {
  /** Handed to other threads as it is. */
  readonly memory: SharedArrayBuffer;
  /** The index of a file that nobody has taken; undefined where none is left. */
  take(): number | undefined;
  /** Notes what was seen. */
  put(index: number, found: boolean): void;
  /** One of `seen`. */
  at(index: number): number;
  /** Of another thread: it looks at no more. */
  leave(): void;
  /** Until all other threads have left. False where, for so many milliseconds, none of them did anything. */
  settle(patience: number): boolean;
}

/** `others`: threads that will leave it. */
export function createQueue(files: number, others: number): Queue {
  const queue = queueIn(new SharedArrayBuffer((head + files) * Int32Array.BYTES_PER_ELEMENT));
  Atomics.store(new Int32Array(queue.memory), RUNNING, others);
  return queue;
}

export function queueIn(memory: SharedArrayBuffer): Queue {
  const words = new Int32Array(memory);
  const length = words.length - head;
  return {
    memory,
    take() {
      const index = Atomics.add(words, NEXT, 1);
      return index < length ? index : undefined;
    },
    put(index, found) {
      Atomics.store(words, head + index, found ? seen.some : seen.none);
      Atomics.add(words, DONE, 1);
    },
    at: index => Atomics.load(words, head + index),
    leave() {
      Atomics.sub(words, RUNNING, 1);
      Atomics.notify(words, RUNNING);
    },
    settle(patience) {
      for (let before = -1; ; ) {
        const running = Atomics.load(words, RUNNING);
        if (running === 0) return true;
        const done = Atomics.load(words, DONE);
        if (done === before) return false;
        before = done;
        Atomics.wait(words, RUNNING, running, patience);
      }
    },
  };
}
