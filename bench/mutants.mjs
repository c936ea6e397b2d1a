/**
 * A6: do the tests notice when what makes fixes is broken? `node bench/mutants.mjs [--every 3] [--only edit] [-o bench/mutants.md]` makes one small change after
 * another to the modules below (a comparison turned around, a bound off by one, a condition negated, a filter or a return value left out), in a copy of this
 * repository, and runs the tests that cover the module. A mutant that no test fails on has survived: it is listed, with its place. `--every n` tries one in n.
 * Tests that take five times as long as without it, and half a minute, have noticed it: it may run for ever.
 * What only changes an upper bound on time or on size, or another way to the same value, cannot be told by a test; such survivors are for the reader to judge.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: flags } = parseArgs({ options: { every: { type: 'string', default: '1' }, only: { type: 'string', default: '' }, output: { type: 'string', short: 'o' } } });
const ts = createRequire(import.meta.url)('typescript');
const root = fileURLToPath(new URL('..', import.meta.url));

const rule = (...ids) => ids.map(id => `test/rules/${id}.test.ts`);
/** Modules that make or apply edits: the tests that cover them, the quick ones first; the later are asked about what survived these. */
const MODULES = {
  'src/core/edit.ts': [['test/core/edit.test.ts', 'test/core/text-edits.test.ts'], rule('require-max-tokens', 'require-prompt-cache', 'no-ineffective-cache-point', 'no-excessive-max-tokens', 'require-stop-sequences'), ['test/scan/fix-laws.test.ts', 'test/sdks/cache-markers.test.ts']],
  'src/core/into-brackets.ts': [['test/core/edit.test.ts', 'test/core/text-edits.test.ts'], rule('require-max-tokens', 'require-prompt-cache'), ['test/scan/fix-laws.test.ts', 'test/sdks/cache-markers.test.ts']],
  'src/core/out-of-brackets.ts': [['test/core/edit.test.ts', 'test/core/text-edits.test.ts'], rule('no-ineffective-cache-point', 'valid-cache-syntax'), ['test/scan/fix-laws.test.ts', 'test/sdks/cache-markers.test.ts']],
  'src/scan/fix.ts': [['test/scan/fix.test.ts'], ['test/scan/fix-laws.test.ts', 'test/cli/cli.test.ts']],
  'src/scan/original.ts': [['test/scan/fix.test.ts'], ['test/scan/fix-laws.test.ts', 'test/cli/cli.test.ts']],
  'src/scan/write.ts': [['test/scan/fix.test.ts'], ['test/scan/fix-laws.test.ts', 'test/scan/interrupted.test.ts']],
  'src/scan/replace-file.ts': [['test/scan/fix.test.ts'], ['test/scan/interrupted.test.ts', 'test/scan/fix-laws.test.ts']],
  'rules/move-behind.ts': [rule('static-prefix-first', 'no-cache-buster'), ['test/scan/fix-laws.test.ts']],
  'rules/replace-model.ts': [rule('replace-model', 'no-retired-model', 'prefer-global-profile', 'no-oversized-model'), ['test/scan/fix-laws.test.ts']],
  'rules/source-literals.ts': [rule('no-prompt-indentation'), ['test/scan/fix-laws.test.ts']],
};
const OTHER = { '===': '!==', '!==': '===', '<': '<=', '<=': '<', '>': '>=', '>=': '>', '&&': '||', '||': '&&', '??': '&&', '+': '-', '-': '+' };
const LEFT_OUT = new Set(['filter', 'toSorted', 'toReversed', 'trimEnd', 'trimStart', 'trim', 'slice', 'replaceAll']);

/** Every change to a source: what is put in place of which characters. */
function mutantsOf(path, text) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const put = (node, instead, what) => found.push({ start: node.getStart(), end: node.getEnd(), instead, what, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
  const visit = node => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) {
      const operator = node.operatorToken.getText();
      if (OTHER[operator]) put(node.operatorToken, OTHER[operator], `${operator} → ${OTHER[operator]}`);
    }
    if (ts.isConditionalExpression(node)) put(node.condition, `!(${node.condition.getText()})`, 'condition negated');
    if (ts.isIfStatement(node)) put(node.expression, `!(${node.expression.getText()})`, 'condition negated');
    if (ts.isNumericLiteral(node)) put(node, String(Number(node.text) + 1), `${node.text} → ${Number(node.text) + 1}`);
    if (node.kind === ts.SyntaxKind.TrueKeyword) put(node, 'false', 'true → false');
    if (node.kind === ts.SyntaxKind.FalseKeyword) put(node, 'true', 'false → true');
    if (ts.isStringLiteral(node) && node.text !== '' && !ts.isPropertyAssignment(node.parent)) put(node, "''", `${node.getText()} → ''`);
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && LEFT_OUT.has(node.expression.name.text)) put(node, `(${node.expression.expression.getText()})`, `.${node.expression.name.text}() left out`);
    if (ts.isReturnStatement(node) && node.expression && node.expression.getText() !== 'undefined') put(node.expression, 'undefined', 'nothing is returned');
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const copy = mkdtempSync(join(tmpdir(), 'promptfare-mutants-'));
for (const name of ['src', 'rules', 'test', 'fixtures', 'schema', 'package.json', 'tsconfig.json', 'vitest.config.ts', 'README.md', 'eslint-plugin.md']) cpSync(join(root, name), join(copy, name), { recursive: true });
for (const name of ['node_modules', 'dist']) symlinkSync(join(root, name), join(copy, name));

/** Runs tests in the copy, in a process of its own that stays: a mutant may run for ever, and then the process ends with it. */
function createRunner() {
  let runner;
  const start = async () => {
    runner = fork(join(root, 'bench/mutants-runner.mjs'), [copy], { cwd: copy, detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    await once(runner, 'message');
  };
  const end = () => {
    // With the workers that it has; all of them may be gone.
    try {
      process.kill(-runner.pid, 'SIGKILL');
    } catch {}
    runner = undefined;
  };
  return {
    /** Do they all pass within so many milliseconds, now that a module has changed? */
    async pass(tests, changed, patience = Infinity) {
      if (!runner) await start();
      runner.send({ tests, changed });
      const stop = new AbortController();
      const waits = [once(runner, 'message', stop), once(runner, 'exit', stop), ...(patience < Infinity ? [setTimeout(patience, undefined, stop)] : [])];
      const answer = await Promise.race(waits);
      stop.abort();
      if (answer?.[0]?.isPassed === undefined) {
        end();
        return false;
      }
      return answer[0].isPassed;
    },
    end,
  };
}
const runner = createRunner();
const rows = [];
const survivors = [];
for (const [path, stages] of Object.entries(MODULES)) {
  if (!path.includes(flags.only)) continue;
  const text = readFileSync(join(root, path), 'utf8');
  const patience = [];
  for (const tests of stages) {
    const start = performance.now();
    if (!(await runner.pass(tests, path))) throw new Error(`The tests of ${path} fail without a mutant: ${tests.join(' ')}`);
    patience.push(5 * (performance.now() - start) + 30_000);
  }
  const tried = mutantsOf(path, text).filter((_, index) => index % Number(flags.every) === 0);
  let killed = 0;
  for (const { start, end, instead, what, line } of tried) {
    writeFileSync(join(copy, path), text.slice(0, start) + instead + text.slice(end));
    let isKilled = false;
    for (let stage = 0; stage < stages.length && !isKilled; stage++) isKilled = !(await runner.pass(stages[stage], path, patience[stage]));
    if (isKilled) killed++;
    else survivors.push(`- \`${path}:${line}\` ${what}: \`${text.split('\n')[line - 1].trim().replaceAll('`', "'")}\``);
    console.error(`${path}:${line} ${what}: ${isKilled ? 'killed' : 'SURVIVED'}`);
  }
  writeFileSync(join(copy, path), text);
  // What it holds of this module is the last mutant.
  runner.end();
  rows.push([`\`${path}\``, tried.length, killed, `${((100 * killed) / tried.length).toFixed(0)} %`]);
}
rmSync(copy, { recursive: true, force: true });
const [all, dead] = [1, 2].map(column => rows.reduce((sum, row) => sum + row[column], 0));
const page = ['# Mutants of what makes fixes', '', `Written by \`node bench/mutants.mjs --every ${flags.every}\`; what is done stands in that file.`, '', '| module | mutants | killed | share |', '|---|---|---|---|', ...[...rows, ['**all**', all, dead, `**${((100 * dead) / all).toFixed(1)} %**`]].map(row => `| ${row.join(' | ')} |`), '', ...(survivors.length > 0 ? ['Survived:', '', ...survivors, ''] : [])].join('\n');
if (flags.output) writeFileSync(flags.output, page);
else console.log(page);
