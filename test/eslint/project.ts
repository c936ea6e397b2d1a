/** A small project on disk with findings of every rule, for the runs in ESLint and oxlint. */
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rules } from '../../rules/index.ts';
import { examplesOf } from '../rules/page-examples.ts';
import { converse, conversePython, notebook, prose } from '../rules/sources.ts';

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
  'src/astral-line.js': converse({ rest: '' }).replace('    new Conv', '    /* 𝒳é */ new Conv'),
  'src/imported.js': "import { MODEL } from './model.js';\n" + converse().replace("'us.anthropic.claude-sonnet-4-6'", 'MODEL'),
  'src/model.js': "export const MODEL = 'us.anthropic.claude-3-7-sonnet-20250219-v1:0';\n",
  'src/disabled.js': converse({ rest: '' }).replace('    new Conv', '    // eslint-disable-next-line promptfare/require-max-tokens -- streamed\n    new Conv'),
  'src/disabled-all.js': `/* eslint-disable */\n${converse({ rest: '' })}`,
  'src/disabled-some.js': `/* eslint-disable promptfare/no-retired-model, promptfare/require-max-tokens -- both */\n${converse({ rest: '', model: 'us.anthropic.claude-3-7-sonnet-20250219-v1:0' })}/* eslint-enable promptfare/require-max-tokens */\n${converse({ rest: '' }).replace(/^.*\n.*\n/, '').replace('ask', 'askAgain')}`,
  'src/ignored.js': converse({ rest: '' }).replace('    new Conv', '    // promptfare-ignore require-max-tokens -- streamed\n    new Conv'),
  'src/nothing.js': 'export const add = (a, b) => a + b;\n',
};

/** The same in the languages that the plugin brings along; oxlint lints none of them. */
export const otherSources: { readonly [path: string]: string } = {
  'py/limit.py': conversePython({ rest: '' }),
  'py/cache.py': conversePython({ system: `"${prose(120)}"` }),
  'py/label.py': conversePython({ user: 'f"Is this spam? Answer yes or no. {question}"' }),
  'py/twice.py': conversePython({ user: 'f"Never mention the names of customers. Never mention the names of customers. {question}"' }),
  'py/retired.py': conversePython({ model: 'us.anthropic.claude-3-7-sonnet-20250219-v1:0' }),
  'py/json.py': conversePython({ user: 'f"Check: {json.dumps(question, indent=2)}"' }),
  'py/indent.py': conversePython({ user: 'f"""\n        Summarize it.\n        Be brief.\n        Be kind.\n        Be exact.\n        Be plain.\n        {question}\n"""' }),
  'py/astral.py': conversePython({ rest: '', before: '𝒳 = "𝒳"\n' }).replace('return client', 'return "𝒳", client'),
  'py/crlf.py': conversePython({ rest: '' }).replaceAll('\n', '\r\n'),
  'py/disabled.py': conversePython({ rest: '' }).replace('    return', '    # eslint-disable-next-line promptfare/require-max-tokens -- streamed\n    return'),
  'py/disabled-line.py': conversePython({ rest: '' }).replace('converse(', 'converse(  # eslint-disable-line'),
  'py/disabled-all.py': `# eslint-disable promptfare/require-max-tokens\n${conversePython({ rest: '', model: 'us.anthropic.claude-3-7-sonnet-20250219-v1:0' })}`,
  'py/disabled-other.py': `# eslint-disable promptfare/no-retired-model\n${conversePython({ rest: '' })}`,
  'py/disabled-part.py': `# eslint-disable\n${conversePython({ rest: '' })}# eslint-enable\n${conversePython({ rest: '' }).replace('ask', 'ask_again')}`,
  'py/ignored.py': conversePython({ rest: '' }).replace('    return', '    # promptfare-ignore require-max-tokens -- streamed\n    return'),
  'py/imported.py': `from .model import MODEL\n${conversePython().replace('"us.anthropic.claude-sonnet-4-6"', 'MODEL')}`,
  'py/model.py': 'MODEL = "us.anthropic.claude-3-7-sonnet-20250219-v1:0"\n',
  'py/broken.py': `${conversePython({ rest: '' })}\ndef broken(:\n    return (\n`,
  'py/book.ipynb': notebook('import boto3\nclient = boto3.client("bedrock-runtime")', conversePython({ rest: '' }).replace(/^[^]*(?=def)/, ''), '# eslint-disable-next-line promptfare/require-max-tokens\nclient.converse(modelId="us.anthropic.claude-sonnet-4-6", messages=[{"role": "user", "content": [{"text": "Greet me."}]}])'),
  'py/nothing.py': 'def add(a, b):\n    return a + b\n',
  'py/.venv/lib/copied.py': conversePython({ rest: '' }),
};

const twice = 'Never mention the names of customers. Never mention the names of customers.';

/** Files that are prompts: by their names, and by the configuration. */
export const promptSources: { readonly [path: string]: string } = {
  'prompts/limit.prompty': `---\nname: Ask\nmodel:\n  configuration:\n    type: bedrock\n    model: us.anthropic.claude-sonnet-4-6\n---\nsystem:\nBe brief.\n\nuser:\n{{question}}\n`,
  'prompts/twice.prompty': `---\nmodel:\n  id: us.anthropic.claude-sonnet-4-6\n  parameters:\n    max_tokens: 300\n---\nsystem:\n${twice}\n\nuser:\n{{question}}\n`,
  'prompts/limit.prompt': `---\nmodel: bedrock/us.anthropic.claude-sonnet-4-6\n---\n{{role "system"}}\nBe brief.\n{{role "user"}}\n{{question}}\n`,
  'prompts/retired.prompt': `---\nmodel: bedrock/us.anthropic.claude-3-7-sonnet-20250219-v1:0\nconfig:\n  maxOutputTokens: 300\n---\n${twice} {{question}}\n`,
  'prompts/crlf.prompty': `---\r\nmodel: us.anthropic.claude-3-7-sonnet-20250219-v1:0\r\n---\r\nuser:\r\n${twice} {{question}}\r\n`,
  'prompts/other.prompty': '---\nmodel: gpt-4o\n---\nuser:\nHi.\n',
  'named/twice.txt': `${twice}\n`,
  'named/label.md': `---\ntitle: Label\n---\n## System\n${twice}\n\n## User\n{{question}}\n`,
  'named/pricey.j2': `Is this spam? Answer yes or no. {{ question }} ${twice}\n`,
  'named/unnamed.txt.bak': `${twice}\n`,
};

/** What the configuration of the command and the settings of ESLint say of them. */
export const namedPrompts = ['named/*.txt', 'named/*.md', { files: ['named/*.j2'], model: 'us.anthropic.claude-opus-4-6-v1' }];

/** Rules that need what no file of code tells ESLint: infrastructure and the whole project, or an option. */
export const unseen: ReadonlySet<string> = new Set(['max-prompt-tokens', 'no-idle-provisioned-throughput', 'prefer-routing', 'require-budget-alerts', 'require-usage-tracking']);

/** What fails on the page of each rule that ESLint can see, one language of it. */
export function pageSources(language: 'ts' | 'py'): { readonly [path: string]: string } {
  const files: { [path: string]: string } = {};
  for (const { id } of rules.filter(rule => !unseen.has(rule.id))) {
    const failing = examplesOf(readFileSync(join(packageRoot, 'rules', `${id}.md`), 'utf8')).filter(example => example.section === 'Fails' && example.language === language);
    for (const [index, { code, files: others }] of failing.entries()) {
      const directory = `pages/${language}/${id}-${index}`;
      files[`${directory}/example.${language}`] = code;
      for (const [name, text] of Object.entries(others)) files[`${directory}/${name}`] = text;
    }
  }
  return files;
}

/** Lays the project out in a fresh directory. */
export function layOut(): string {
  const root = mkdtempSync(join(tmpdir(), 'promptfare-'));
  for (const [path, text] of Object.entries({ ...sources, ...otherSources, ...promptSources, ...pageSources('ts'), ...pageSources('py'), 'package.json': '{ "type": "module" }', 'promptfare.json': JSON.stringify({ prompts: namedPrompts }) })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  symlinkSync(join(packageRoot, 'node_modules'), join(root, 'node_modules'));
  return root;
}
