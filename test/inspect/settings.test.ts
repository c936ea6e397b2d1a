/** What settings of libraries fall back on. */
import { expect, test } from 'vitest';
import { callsIn, inShort } from './calls-in.ts';

const nova = 'amazon.nova-lite-v1:0';
const head = `import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';\nconst client = new BedrockRuntimeClient({});\n`;
const sent = (code: string): string => `${head}${code}\nawait client.send(new ConverseCommand({ modelId: set.model, messages: [{ role: 'user', content: [{ text: 'Hi' }] }], inferenceConfig: { maxTokens: set.limit } }));`;

test.each([
  ['Joi', `import Joi from 'joi';\nconst { value: set } = Joi.object({ model: Joi.string().default('${nova}'), limit: Joi.number().default(7) }).unknown().validate(process.env);`],
  ['Joi, attempted', `import * as Joi from 'joi';\nconst set = Joi.attempt(process.env, Joi.object().keys({ model: Joi.string().default('${nova}'), limit: Joi.number().default(7) }));`],
  ['yup', `import * as yup from 'yup';\nconst set = yup.object({ model: yup.string().default('${nova}'), limit: yup.number().default(7) }).validateSync(process.env);`],
  ['convict', `import convict from 'convict';\nconst config = convict({ ai: { model: { env: 'MODEL', default: '${nova}' } }, limit: { default: 7 } });\nconst set = { model: config.get('ai.model'), limit: config.get('limit') };`],
  ['env-var', `import * as env from 'env-var';\nconst set = { model: env.get('MODEL').default('${nova}').asString(), limit: env.get('LIMIT').default('7').required().asIntPositive() };`],
  ['Commander', `import { Command } from 'commander';\nconst program = new Command();\nprogram.name('ask').option('-m, --model <id>', 'which', '${nova}').option('--limit <n>', 'tokens', parseInt, 7).parse();\nconst set = program.opts();`],
  ['Commander in a chain', `import { program } from 'commander';\nconst set = program.name('a').version('1').description('b').option('--model <id>', 'which', '${nova}').requiredOption('--limit <n>', 'tokens', Number, 7).parse().opts();`],
  ['yargs', `import yargs from 'yargs';\nimport { hideBin } from 'yargs/helpers';\nconst set = yargs(hideBin(process.argv)).option('model', { type: 'string', default: '${nova}' }).options({ limit: { type: 'number', default: 7 } }).strict().parseSync();`],
  ['yargs, as an object', `import yargs from 'yargs';\nconst set = yargs(process.argv.slice(2)).option('model', { default: '${nova}' }).option('limit', { default: 7 }).help().argv;`],
  ...['base.merge(ai)', `base.extend({ model: z.string().default('${nova}'), limit: z.coerce.number().default(7) }).strict()`, 'z.object({ ...ai.shape, port: z.string() })', "z.object({ model: z.string().default('amazon.nova-pro-v1:0') }).merge(base).merge(ai).superRefine(check)"].map((schema): [string, string] => [
    `a schema made of others, ${schema}`,
    `import { z } from 'zod';\nconst ai = z.object({ model: z.string().default('${nova}'), limit: z.coerce.number().default(7) });\nconst base = z.object({ port: z.coerce.number().default(80) });\nconst set = ${schema}.parse(process.env);`,
  ]),
])('%s', (_, code) => {
  expect(callsIn({ 'a.ts': sent(code) }).map(inShort)).toEqual([`call ${nova} dynamic 7 |  | Hi`]);
});

test.each([
  ['an option of another library', `import { program } from 'their-commands';\nconst set = program.option('--model <id>', 'which', '${nova}').opts();`],
  ['an option without a default', "import { program } from 'commander';\nconst set = program.option('--model <id>', 'which').opts();"],
  ['a validator of another library', `import v from 'their-validator';\nconst { value: set } = v.object({ model: v.string().default('${nova}') }).validate(process.env);`],
])('no more than that: %s', (_, code) => {
  expect(callsIn({ 'a.ts': sent(code) }).map(inShort)).toEqual(['call ? dynamic |  | Hi']);
});

test.each([
  ['in its place', `program.command('ask').argument('<question>').option('-m, --model <id>', 'which', '${nova}').option('--limit <n>', 'tokens', Number, 7).action(async (question, set) => { RUN });`],
  ['taken apart', `program.command('ask <question> [more]').option('-m, --model <id>', 'which', '${nova}').option('--limit <n>', 'tokens', Number, 7).action(async (question, more, { model, limit }) => { const set = { model, limit }; RUN });`],
  ['by its name', `async function ask(set) { RUN }\nprogram.option('--model <id>', 'which', '${nova}').option('--limit <n>', 'tokens', Number, 7).action(ask);`],
  ['beside another command', `program.command('a').option('--model <id>', 'which', 'amazon.nova-pro-v1:0').action(() => {});\nprogram.command('b').option('--model <id>', 'which', '${nova}').option('--limit <n>', 'tokens', Number, 7).action(set => { RUN });`],
  ['of a command with a name', `const ask = program.command('ask');\nask.option('--model <id>', 'which', '${nova}');\nask.option('--limit <n>', 'tokens', Number, 7);\nask.action(set => { RUN });`],
])('what Commander hands to an action %s', (_, code) => {
  const [, call] = sent('').split('\nawait ');
  expect(callsIn({ 'a.ts': `${head}import { program } from 'commander';\n${code.replace('RUN', `await ${call}`)}` }).map(inShort)).toEqual([`call ${nova} dynamic 7 |  | Hi`]);
});

test('an argument of a command is none of its options', () => {
  const [, call] = sent('').split('\nawait ');
  const code = `import { program } from 'commander';\nprogram.argument('<set>').option('--model <id>', 'which', '${nova}').action(set => { await ${call} });`;
  expect(callsIn({ 'a.ts': `${head}${code.replace('set =>', 'async set =>')}` }).map(inShort)).toEqual(['call ? dynamic |  | Hi']);
});

test('several commands with an option of one name', () => {
  const code = `import { program } from 'commander';\nprogram.command('a').option('--model <id>', 'which', '${nova}');\nprogram.command('b').option('--model <id>', 'which', 'amazon.nova-pro-v1:0');\nconst set = { ...program.opts(), limit: 7 };`;
  expect(callsIn({ 'a.ts': sent(code) }).map(inShort)).toEqual([`call ${nova}|amazon.nova-pro-v1:0 7 |  | Hi`]);
});
