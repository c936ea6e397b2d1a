/**
 * From a key stroke to its diagnostics, seen by a real client over stdio: `npm run build && node bench/lsp.mjs`. The goal is 50 ms at the 95th
 * percentile. What server and client waited for a processor that other programs had is told apart: on an idle machine there is none of it.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { at, waited } from './stopwatch.mjs';
import { CALLS, python, typescript } from './thousand-lines.mjs';

const EDITS = Number(process.argv[2] ?? 200);
const command = fileURLToPath(new URL('../dist/src/cli.js', import.meta.url));
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
    const walls = [];
    const waits = () => waited() + waited(child.pid);
    const line = text.split('\n').findIndex(each => each.includes('You answer questions'));
    for (let version = 2; version < EDITS + 2; version++) {
      // Someone who types: a letter at a time into a prompt, with pauses between words.
      await new Promise(resolve => setTimeout(resolve, version % 6 === 0 ? 150 : 30));
      const before = waits();
      const start = performance.now();
      const answer = published(uri, version);
      const character = text.split('\n')[line].indexOf('You answer') + 3;
      await connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range: { start: { line, character }, end: { line, character } }, text: 'x' }] });
      await answer;
      const wall = performance.now() - start;
      walls.push(wall);
      times.push(Math.max(0, wall - (waits() - before)));
    }
    const shown = (values, share) => at(values, share).toFixed(1).padStart(6);
    console.log(`${file.padEnd(11)} ${text.split('\n').length} lines, ${CALLS} calls, ${findings} findings: open ${cold.toFixed(0)} ms; ${times.length} edits: median ${shown(times, 0.5)}  p95 ${shown(times, 0.95)}  max ${shown(times, 1)} ms; with waiting for other programs: median ${shown(walls, 0.5)}  p95 ${shown(walls, 0.95)} ms`);
  }
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
} finally {
  connection.dispose();
  child.kill();
  rmSync(root, { recursive: true, force: true });
}
