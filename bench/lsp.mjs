/** From a key stroke to its diagnostics, seen by a real client over stdio: `npm run build && node bench/lsp.mjs`. The goal is 50 ms at the 95th percentile. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { CALLS, python, typescript } from './thousand-lines.mjs';

const EDITS = Number(process.argv[2] ?? 200);
const command = fileURLToPath(new URL('../dist/src/cli.js', import.meta.url));
/** Milliseconds on a processor, to the nearest ten: what a busy machine does not stretch. Undefined where the system does not say. */
const processorTime = pid => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
};

const root = mkdtempSync(join(tmpdir(), 'promptfare-bench-'));
writeFileSync(join(root, 'model.ts'), "export const model = 'us.anthropic.claude-haiku-4-5-20251001-v1:0';\n");
writeFileSync(join(root, 'model.py'), 'MODEL = "us.anthropic.claude-haiku-4-5-20251001-v1:0"\n');
const child = spawn(process.execPath, [command, 'lsp', '--stdio'], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
const waiting = new Map();
connection.onNotification('textDocument/publishDiagnostics', ({ uri, version, diagnostics }) => waiting.get(`${uri}#${version}`)?.(diagnostics));
connection.onRequest(() => null);
connection.listen();
const published = (uri, version) => new Promise(resolve => waiting.set(`${uri}#${version}`, resolve));

try {
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } }, workspaceFolders: [{ uri: pathToFileURL(root).href, name: 'bench' }] });
  await connection.sendNotification('initialized', {});
  for (const [file, text] of [typescript, python]) {
    const uri = pathToFileURL(join(root, file)).href;
    const opened = performance.now();
    const first = published(uri, 1);
    await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: '', version: 1, text } });
    const { length: findings } = await first;
    const cold = performance.now() - opened;
    const times = [];
    const before = processorTime(child.pid);
    const line = text.split('\n').findIndex(each => each.includes('You answer questions'));
    for (let version = 2; version < EDITS + 2; version++) {
      // Someone who types: a letter at a time into a prompt, with pauses between words.
      await new Promise(resolve => setTimeout(resolve, version % 6 === 0 ? 150 : 30));
      const start = performance.now();
      const answer = published(uri, version);
      const character = text.split('\n')[line].indexOf('You answer') + 3;
      await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range: { start: { line, character }, end: { line, character } }, text: 'x' }] });
      await answer;
      times.push(performance.now() - start);
    }
    const after = processorTime(child.pid);
    times.sort((a, b) => a - b);
    const at = share => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1).padStart(6);
    console.log(`${file.padEnd(11)} ${text.split('\n').length} lines, ${CALLS} calls, ${findings} findings: open ${cold.toFixed(0)} ms; ${times.length} edits: median ${at(0.5)}  p95 ${at(0.95)}  max ${at(1)} ms${before === undefined ? '' : `; ${((after - before) / times.length).toFixed(1)} ms of processor time an edit`}`);
  }
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
} finally {
  connection.dispose();
  child.kill();
  rmSync(root, { recursive: true, force: true });
}
