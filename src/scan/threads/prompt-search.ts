/** The search for prompts by their names, which parses more files than all else, in as many threads as there are cores. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { Note } from '../../project/project.ts';
import type { Recorder, Trace } from '../cache/trace.ts';
import type { Configuration } from '../settings.ts';
import { createQueue, type Queue, seen } from './queue.ts';

/** What another thread needs to see what this one sees. */
export interface Task {
  readonly root: string;
  readonly boundary: string;
  readonly maxFileSize: number;
  readonly files: readonly string[];
  readonly named: ReadonlySet<string>;
  readonly configuration: Configuration;
  /** When the run began, in milliseconds, where it keeps a record of what it sees. */
  readonly since?: number;
}
export interface ThreadData extends Task {
  readonly memory: Queue['memory'];
  readonly port: MessagePort;
}
/** What a thread has met on its way. */
export interface Met {
  readonly notes: readonly Note[];
  /** Null where what it saw will not be seen again in the same way. */
  readonly trace?: Trace | null;
}
export interface PromptSearch {
  /** The other threads begin; once is enough. */
  begin(): void;
  /** Files for this thread: those that no other looks at, and in the end those in which another found something. */
  files(): Iterable<string>;
  /** Of the other threads, once all files are through. */
  readonly notes: readonly Note[];
}

/** Fewer files are through before another thread is ready. */
export const leastFiles = 2000;
/** Milliseconds in which a thread that lives is through with a file, or has begun. */
const patience = 60_000;
/** Not there where all is bundled into one file, or runs from its sources. */
const worker = new URL('prompt-worker.js', import.meta.url);

/** `threads`: others beside this one. Undefined where there are none to be had, or too few files for them. */
export function createPromptSearch(task: Task, threads: number, recorder?: Recorder): PromptSearch | undefined {
  const { files } = task;
  if (threads < 1 || files.length < leastFiles || !existsSync(fileURLToPath(worker))) return undefined;
  const queue = createQueue(files.length, threads);
  const notes: Note[] = [];
  let ports: MessagePort[] | undefined;

  /** False where a thread has not told what it met. */
  function gathered(own: readonly MessagePort[]): boolean {
    const isSettled = queue.settle(patience);
    const met = own.flatMap(port => (receiveMessageOnPort(port)?.message as Met | undefined) ?? []);
    for (const port of own) port.close();
    if (!isSettled || met.length < own.length) return false;
    for (const each of met) {
      notes.push(...each.notes);
      if (each.trace !== undefined) recorder?.join(each.trace);
    }
    return true;
  }

  return {
    begin() {
      ports ??= Array.from({ length: threads }, () => begun({ ...task, ...(recorder && { since: recorder.since }), memory: queue.memory }));
    },
    *files() {
      if (!ports) return yield* files;
      const own = new Set<number>();
      for (let index = queue.take(); index !== undefined; index = queue.take()) {
        own.add(index);
        yield files[index]!;
      }
      const isWhole = gathered(ports);
      for (const [index, path] of files.entries()) if (!own.has(index) && (!isWhole || queue.at(index) !== seen.none)) yield path;
    },
    get notes() {
      return notes;
    },
  };
}

function begun(data: Omit<ThreadData, 'port'>): MessagePort {
  const { port1: here, port2: there } = new MessageChannel();
  const thread = new Worker(worker, { workerData: { ...data, port: there } satisfies ThreadData, transferList: [there] });
  // Whoever fails leaves its files to the others.
  thread.on('error', () => {});
  // It need not end before the process does.
  thread.unref();
  here.unref();
  return here;
}
