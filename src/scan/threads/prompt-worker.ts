/** Another thread of the search for prompts: it says of files whether they hold some, and the one that asked reads them there. */
import { workerData } from 'node:worker_threads';
import { createInspector, needles } from '../../inspect.ts';
import { createDisk } from '../../project/disk.ts';
import { createProject } from '../../project/project.ts';
import { createRecorder } from '../cache/trace.ts';
import { createImportGraph } from '../importers.ts';
import { loadParsers } from '../load-parsers.ts';
import { namedPromptsIn } from '../named-prompts.ts';
import { createPolicy } from '../policy.ts';
import type { Met, ThreadData } from './prompt-search.ts';
import { queueIn } from './queue.ts';

const { root, boundary, maxFileSize, files, named, configuration, since, memory, port } = workerData as ThreadData;
const queue = queueIn(memory);
try {
  const recorder = since === undefined ? undefined : createRecorder(since);
  const project = createProject({ root, boundary, maxFileSize, disk: createDisk({ root, boundary, maxFileSize, ...(recorder && { observer: recorder }) }) });
  await loadParsers(project, files, needles, named);
  const inspector = createInspector({ ...project, promptAt: createPolicy(root, configuration, []).promptAt, importers: createImportGraph(project, files).to });
  for (let index = queue.take(); index !== undefined; index = queue.take()) queue.put(index, namedPromptsIn(project, inspector, [files[index]!]).length > 0);
  port.postMessage({ notes: project.notes, ...(recorder && { trace: recorder.trace() ?? null }) } satisfies Met);
} finally {
  queue.leave();
}
