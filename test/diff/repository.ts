/** Repositories made from states of their files. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DiffReport } from '../../src/core/diff.ts';
import { promptfare } from '../cli/fake-process.ts';
import { treeOf } from '../project/tree.ts';

export interface Files {
  readonly [path: string]: string;
}

/** Runs git, whatever the machine's configuration says. */
export function git(root: string, ...args: string[]): string {
  return execFileSync('git', ['-c', 'user.email=a@example.com', '-c', 'user.name=a', '-c', 'commit.gpgsign=false', '-c', 'init.defaultBranch=main', ...args], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH']!, HOME: root, GIT_CONFIG_NOSYSTEM: '1' } });
}

/** A repository with one commit of these files. */
export function repositoryOf(files: Files): string {
  const root = treeOf(files);
  git(root, 'init', '-q');
  commit(root);
  return root;
}

/** Makes the working tree hold these files instead; null removes one, others stay. */
export function change(root: string, files: { readonly [path: string]: string | null }): void {
  for (const [path, text] of Object.entries(files)) {
    if (text === null) rmSync(join(root, path), { force: true });
    else {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  }
}

/** Commits all there is; the commit's id. */
export function commit(root: string): string {
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '--allow-empty', '-m', 'state');
  return git(root, 'rev-parse', 'HEAD').trim();
}

/** What `promptfare diff --format json` says of a repository. */
export async function diffIn(cwd: string, args: readonly string[] = [], env: { [name: string]: string } = {}): Promise<DiffReport> {
  const { stdout, stderr } = await promptfare(['diff', ...args, '--format', 'json'], { cwd, env });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as DiffReport;
}

/** What it says of two states of files. */
export async function diffOf(before: Files, after: { readonly [path: string]: string | null }): Promise<DiffReport> {
  const root = repositoryOf(before);
  change(root, after);
  return diffIn(root);
}

export const SONNET = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';

interface Parts {
  readonly name?: string;
  readonly model?: string;
  readonly system?: string;
  readonly user?: string;
  readonly limit?: number | null;
  readonly cached?: boolean;
  readonly before?: string;
}

/** A file with one call. */
export function source({ name = 'answer', model = SONNET, system = 'You answer questions of customers about their orders.', user = '${question}', limit = 500, cached = false, before = '' }: Parts = {}): string {
  return `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
const client = new BedrockRuntimeClient({});
${before}
export async function ${name}(question: string) {
  return client.send(new ConverseCommand({
    modelId: '${model}',
    system: [{ text: ${JSON.stringify(system)} }${cached ? ", { cachePoint: { type: 'default' } }" : ''}],
    messages: [{ role: 'user', content: [{ text: \`${user}\` }] }],
    ${limit === null ? '' : `inferenceConfig: { maxTokens: ${limit} },`}
  }));
}
`;
}
