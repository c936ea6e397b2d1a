import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';
import { mails } from './project.ts';

interface Task {
  place: string;
  class: string;
  task: string;
  model: string;
  needs: string;
  percentLess: number;
  savedUsdPerThousandCalls: number;
}

describe('promptfare route', () => {
  test('the tasks by class, with the model that each needs', async () => {
    const { code, stdout, stderr } = await promptfare(['route'], { cwd: treeOf(mails), columns: 120 });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^3 tasks by class/);
    expect(stdout).toMatch(/short +a yes\/no answer +Claude Sonnet 4\.6 +Claude Haiku 4\.5 +67 % +src\/urgent\.ts:4\n/);
    expect(stdout).toMatch(/open +open writing +Claude Sonnet 4\.6 +Claude Sonnet 4\.6 +src\/reply\.ts:4\n/);
    expect(stdout).toMatch(/2 of them can run on a smaller model: \$0\.\d\d less per 1,000 calls of each/);
    expect(stdout).toMatch(/1 other call: the class is not told by the prompt/);
  });

  test('as JSON', async () => {
    const { stdout } = await promptfare(['route', '--format', 'json'], { cwd: treeOf(mails) });
    const { tasks, untold } = JSON.parse(stdout) as { tasks: Task[]; untold: number };
    expect(untold).toBe(1);
    const urgent = tasks.find(({ place }) => place.startsWith('src/urgent.ts'))!;
    expect(urgent).toMatchObject({ class: 'short', task: 'a yes/no answer', model: 'us.anthropic.claude-sonnet-4-6', needs: 'us.anthropic.claude-haiku-4-5-20251001-v1:0', percentLess: 67 });
    expect(urgent.savedUsdPerThousandCalls).toBeGreaterThan(0);
    expect(tasks.find(({ place }) => place.startsWith('src/reply.ts'))).toMatchObject({ class: 'open', needs: 'us.anthropic.claude-sonnet-4-6', percentLess: 0, savedUsdPerThousandCalls: 0 });
  });

  test('a table in TypeScript that type-checks, and takes no other task', async () => {
    const cwd = treeOf(mails);
    expect((await promptfare(['route', '--export', 'routes.ts'], { cwd })).code).toBe(0);
    writeFileSync(join(cwd, 'use.ts'), "import { modelFor } from './routes.ts';\nexport const model: string = modelFor('isUrgent');\n// @ts-expect-error: no such task\nmodelFor('other');\n");
    const program = ts.createProgram([join(cwd, 'use.ts')], { strict: true, noEmit: true, allowImportingTsExtensions: true, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, target: ts.ScriptTarget.ES2022, types: [] });
    expect(ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText)).toEqual([]);
    expect(readFileSync(join(cwd, 'routes.ts'), 'utf8')).toContain("  isUrgent: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',\n");
  });

  test('a table in Python that runs', async () => {
    const cwd = treeOf(mails);
    mkdirSync(join(cwd, 'app'));
    expect((await promptfare(['route', '--export', 'app/routes.py'], { cwd })).code).toBe(0);
    const said = execFileSync('python3', ['-c', 'import routes; print(routes.model_for("reply_to"), sorted(routes.ROUTES))'], { cwd: join(cwd, 'app'), encoding: 'utf8' });
    expect(said.trim()).toBe("us.anthropic.claude-sonnet-4-6 ['is_urgent', 'reply_to', 'title_of']");
  });

  test('names that several tasks share are numbered', async () => {
    const cwd = treeOf({ 'a/urgent.ts': mails['src/urgent.ts'], 'b/urgent.ts': mails['src/urgent.ts'].replace('this mail', 'this letter'), 'c/urgent.ts': mails['src/urgent.ts'].replace('this mail', 'this note').replace('isUrgent', 'isUrgent2') });
    await promptfare(['route', '--export', 'routes.ts'], { cwd });
    expect(readFileSync(join(cwd, 'routes.ts'), 'utf8').match(/^ {2}\w+(?=:)/gm)).toEqual(['  isUrgent', '  isUrgent2', '  isUrgent22']);
  });

  test.each([
    ['a file of another language', ['--export', 'routes.txt'], /ends in neither \.ts nor \.py/],
    ['a directory that is not there', ['--export', 'no/such/routes.ts'], /cannot be written \(ENOENT\)/],
  ])('%s', async (_, flags, message) => {
    const { code, stderr } = await promptfare(['route', ...flags], { cwd: treeOf(mails) });
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  test('nothing to route', async () => {
    expect((await promptfare(['route'], { cwd: treeOf({ 'a.ts': 'export {};\n' }) })).stdout).toBe('No call was found.\n');
    const { code, stderr } = await promptfare(['route', '--export', 'routes.ts'], { cwd: treeOf({ 'a.ts': 'export {};\n' }) });
    expect([code, stderr]).toEqual([2, expect.stringMatching(/No task was found/)]);
  });
});
