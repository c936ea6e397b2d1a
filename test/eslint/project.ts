/** A small project on disk with findings of every rule, for the runs in ESLint and oxlint. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { converse, prose } from '../rules/sources.ts';

export const packageRoot = new URL('../../', import.meta.url).pathname;

export const sources: { readonly [path: string]: string } = {
  'src/limit.js': converse({ rest: '' }),
  'src/limit.ts': converse({ rest: '' }).replace('question)', 'question: string)'),
  'src/cache.js': converse({ system: `'${prose(120)}'` }),
  'src/label.js': converse({ user: '`Is this spam? Answer yes or no. ${question}`' }),
  'src/twice.js': converse({ user: '`Never mention the names of customers. Never mention the names of customers. ${question}`' }),
  'src/retired.js': converse({ model: 'us.anthropic.claude-3-7-sonnet-20250219-v1:0' }),
  'src/json.js': converse({ user: '`Check: ${JSON.stringify(question, null, 2)}`' }),
  'src/indent.js': converse({ user: '`\n        Summarize it.\n        Be brief.\n        Be kind.\n        Be exact.\n        Be plain.\n        ${question}\n`' }),
  'src/astral.js': `// 𝒳 in front\n${converse({ rest: '' })}`,
  'src/imported.js': "import { MODEL } from './model.js';\n" + converse().replace("'us.anthropic.claude-sonnet-4-6'", 'MODEL'),
  'src/model.js': "export const MODEL = 'us.anthropic.claude-3-7-sonnet-20250219-v1:0';\n",
  'src/disabled.js': converse({ rest: '' }).replace('    new Conv', '    // eslint-disable-next-line promptfare/require-max-tokens -- streamed\n    new Conv'),
  'src/nothing.js': 'export const add = (a, b) => a + b;\n',
};

/** Lays the project out in a fresh directory. */
export function layOut(): string {
  const root = mkdtempSync(join(tmpdir(), 'promptfare-'));
  for (const [path, text] of Object.entries({ ...sources, 'package.json': '{ "type": "module" }' })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync(join(packageRoot, 'node_modules'), join(root, 'node_modules'));
  return root;
}
