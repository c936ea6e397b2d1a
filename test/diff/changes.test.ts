/** What a reader of a change expects to be told, from repositories with real calls. */
import { describe, expect, test } from 'vitest';
import { diffSchema } from '../../src/core/diff-schema.ts';
import { type Files, SONNET, change, commit, diffIn, diffOf, git, repositoryOf, source } from './repository.ts';

const long = Array.from({ length: 200 }, (_, index) => `Rule ${index}: an order above ${index * 7} euros goes to the team that handles refunds of that size.`).join(' ');

/** A call whose text and cache points, save one, stand elsewhere. */
const hidden = (point: string): string => source().replace('question: string', 'question: string, blocks: SystemContentBlock[]').replace(/system: \[.*\]/, `system: [...blocks${point}]`);

describe('no change', () => {
  const before: Files = { 'src/a.ts': source() };
  test.each<[string, Files, { readonly [path: string]: string | null }]>([
    ['nothing', before, {}],
    ['a call moved 30 lines', before, { 'src/a.ts': source({ before: '// a line\n'.repeat(30) }) }],
    ['a file renamed', before, { 'src/a.ts': null, 'lib/other.ts': source() }],
    ['a function renamed', before, { 'src/a.ts': source({ name: 'reply' }) }],
    ['a file and its function renamed', before, { 'src/a.ts': null, 'src/b.ts': source({ name: 'reply' }) }],
    ['a constant extracted', before, { 'src/a.ts': source({ before: "const PROMPT = 'You answer questions of customers about their orders.';" }).replace(/text: "[^"]*"/, 'text: PROMPT') }],
    ['a constant extracted into a file', before, { 'src/prompts.ts': "export const PROMPT = 'You answer questions of customers about their orders.';\n", 'src/a.ts': source({ before: "import { PROMPT } from './prompts';" }).replace(/text: "[^"]*"/, 'text: PROMPT') }],
    ['a prompt put into a file of text', before, { 'src/system.md': 'You answer questions of customers about their orders.', 'src/a.ts': source({ before: "import { readFileSync } from 'node:fs';\nimport { join } from 'node:path';\nconst PROMPT = readFileSync(join(__dirname, 'system.md'), 'utf8');" }).replace(/text: "[^"]*"/, 'text: PROMPT') }],
    ['the request reformatted', before, { 'src/a.ts': source().replaceAll(/\n {4,}/g, ' ') }],
    ['a variable renamed', before, { 'src/a.ts': source().replaceAll(/\bquestion\b/g, 'q') }],
    ['a wrapper put around the call', before, {
      'src/a.ts': `import { ask } from './ask';\nexport async function answer(question: string) {\n  return ask('You answer questions of customers about their orders.', question);\n}\n`,
      'src/ask.ts': source({ name: 'ask' }).replace('(question: string)', '(system: string, question: string)').replace(/text: "[^"]*"/, 'text: system'),
    }],
    ['another file of the project', { ...before, 'src/other.ts': 'export const x = 1;\n' }, { 'src/other.ts': 'export const x = 2;\n' }],
    ['a comment in the file', before, { 'src/a.ts': `// Orders.\n${source()}` }],
  ])('%s', async (_, from, to) => {
    expect(await diffOf(from, to)).toMatchObject({ changes: [], findings: { new: [], fixed: [] } });
  });
});

describe('one change', () => {
  const before: Files = { 'src/a.ts': source() };
  const cases: readonly [string, Files, { readonly [path: string]: string | null }, readonly string[], (change: { before: number; after: number; tokens: number }) => boolean][] = [
    ['a prompt grown by 18,000 characters', before, { 'src/a.ts': source({ system: `You answer questions of customers about their orders. ${long}` }) }, ['prompt'], ({ before: old, after, tokens }) => after > old + 10 && tokens > 3000],
    ['a prompt in another file grown', { ...before, 'src/p.ts': "export const PROMPT = 'You are brief.';", 'src/a.ts': source({ before: "import { PROMPT } from './p';" }).replace(/text: "[^"]*"/, 'text: PROMPT') }, { 'src/p.ts': `export const PROMPT = ${JSON.stringify(long)};` }, ['prompt'], ({ before: old, after }) => after > old],
    ['a prompt in a file of text grown', { 'src/system.md': 'You are brief.', 'src/a.ts': source({ before: "import { readFileSync } from 'node:fs';\nconst PROMPT = readFileSync(`${__dirname}/system.md`, 'utf8');" }).replace(/text: "[^"]*"/, 'text: PROMPT') }, { 'src/system.md': long }, ['prompt'], ({ before: old, after }) => after > old],
    ['a prompt shrunk and moved', { 'src/a.ts': source({ system: long }) }, { 'src/a.ts': null, 'src/b.ts': source({ system: long.slice(0, 4000) }) }, ['prompt'], ({ before: old, after, tokens }) => after < old && tokens < 0],
    ['a value of run time added', before, { 'src/a.ts': source({ user: '${question} ${context}' }) }, ['prompt'], ({ before: old, after, tokens }) => after >= old && tokens <= 2],
    ['a cheaper model', before, { 'src/a.ts': source({ model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0' }) }, ['model'], ({ before: old, after }) => after < old],
    ['another geography', before, { 'src/a.ts': source({ model: SONNET.replace('us.', 'global.') }) }, ['model'], ({ before: old, after }) => after < old],
    ['a model at the same list price with another tokenizer', { 'src/a.ts': source({ model: 'us.anthropic.claude-opus-4-6-v1', system: long }) }, { 'src/a.ts': source({ model: 'us.anthropic.claude-opus-4-7', system: long }) }, ['model'], ({ before: old, after, tokens }) => after > old && tokens > 0],
    ['a limit raised', before, { 'src/a.ts': source({ limit: 4000 }) }, ['limit'], ({ before: old, after }) => after === old],
    ['a limit removed', before, { 'src/a.ts': source({ limit: null }) }, ['limit'], ({ before: old, after }) => after === old],
    ['caching gained', { 'src/a.ts': source({ system: long }) }, { 'src/a.ts': source({ system: long, cached: true }) }, ['caching'], ({ before: old, after }) => after === old],
    ['caching lost', { 'src/a.ts': source({ system: long, cached: true }) }, { 'src/a.ts': source({ system: long }) }, ['caching'], ({ before: old, after }) => after === old],
    ['a cache point behind blocks that come from elsewhere', { 'src/a.ts': hidden('') }, { 'src/a.ts': hidden(", { cachePoint: { type: 'default' } }") }, ['caching'], ({ before: old, after }) => after === old],
    ['one that is taken away there', { 'src/a.ts': hidden(", { cachePoint: { type: 'default' } }") }, { 'src/a.ts': hidden('') }, ['caching'], ({ before: old, after }) => after === old],
    ['a loop around the call', { 'src/a.ts': source({ before: 'export const run = (all: string[]) => answer(all[0]!);' }) }, { 'src/a.ts': source().replace('return client', 'for (const item of items) await client').replace('question: string', 'question: string, items: string[]') }, ['loop'], ({ before: old, after }) => after === old],
    ['a call added', before, { 'src/b.ts': source({ name: 'summary', system: 'You sum up the orders of a week in one line.', model: 'amazon.nova-lite-v1:0' }) }, ['added'], ({ before: old, after }) => old === 0 && after > 0],
    ['a call removed', { ...before, 'src/b.ts': source({ name: 'summary', system: 'You sum up the orders of a week in one line.' }) }, { 'src/b.ts': null }, ['removed'], ({ before: old, after }) => old > 0 && after === 0],
    ['a prompt and its limit', before, { 'src/a.ts': source({ system: long, limit: 900 }) }, ['prompt', 'limit'], ({ before: old, after }) => after > old],
  ];
  test.each(cases)('%s', async (_, from, to, kinds, holds) => {
    const diff = await diffOf(from, to);
    expect(diffSchema.safeParse(diff).error).toBeUndefined();
    expect(diff.changes.map(each => each.kinds)).toEqual([kinds]);
    const [only] = diff.changes;
    const { before: old, after } = only!.usdPerThousandCalls;
    expect(holds({ before: old!, after: after!, tokens: (only!.after?.tokens.input ?? 0) - (only!.before?.tokens.input ?? 0) }), JSON.stringify(only!.usdPerThousandCalls)).toBe(true);
    expect(diff.totals.usdPerThousandCalls.input.change).toBeCloseTo(after! - old!, 9);
  });
});

describe('a change of several things', () => {
  test('a file of text that Java reads, in a class that names no SDK', async () => {
    const text = (more: string): string => `You write one line about the order that stands below.${more}`;
    const files: Files = {
      'src/main/java/a/Model.java': 'package a;\nimport software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;\nimport software.amazon.awssdk.services.bedrockruntime.model.*;\npublic class Model {\n  private final BedrockRuntimeClient client = BedrockRuntimeClient.create();\n  public String ask(String prompt) {\n    return client.converse(r -> r.modelId("us.amazon.nova-lite-v1:0").messages(Message.builder().role("user").content(ContentBlock.fromText(prompt)).build())).output().message().content().get(0).text();\n  }\n}\n',
      'src/main/java/a/Orders.java': 'package a;\nimport org.springframework.core.io.ClassPathResource;\npublic class Orders {\n  private final Model model = new Model();\n  public String line() throws Exception {\n    return model.ask(new String(new ClassPathResource("prompts/order.txt").getInputStream().readAllBytes()));\n  }\n}\n',
      'src/main/resources/prompts/order.txt': text(''),
    };
    const { changes, totals } = await diffOf(files, { 'src/main/resources/prompts/order.txt': text(' Name the day on which it comes.') });
    expect(changes.map(({ path, kinds }) => [path, kinds])).toEqual([['src/main/java/a/Orders.java', ['prompt']]]);
    expect(totals.coverage.skipped).toEqual([]);
  });

  test.each([
    [
      'Go',
      { 'go.mod': 'module example.com/desk\n\ngo 1.23\n', 'prompts.go': 'package main\n\nconst system = `You are brief.`\n', 'main.go': 'package main\n\nimport (\n\t"context"\n\n\t"github.com/aws/aws-sdk-go-v2/aws"\n\t"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"\n\t"github.com/aws/aws-sdk-go-v2/service/bedrockruntime/types"\n)\n\nfunc answer(ctx context.Context, client *bedrockruntime.Client, question string) (*bedrockruntime.ConverseOutput, error) {\n\treturn client.Converse(ctx, &bedrockruntime.ConverseInput{\n\t\tModelId: aws.String("amazon.nova-lite-v1:0"),\n\t\tSystem: []types.SystemContentBlock{&types.SystemContentBlockMemberText{Value: system}},\n\t\tMessages: []types.Message{{Role: types.ConversationRoleUser, Content: []types.ContentBlock{&types.ContentBlockMemberText{Value: question}}}},\n\t})\n}\n' },
    ],
    [
      'Java',
      { 'src/main/java/a/Prompts.java': 'package a;\nclass Prompts {\n  static final String SYSTEM = "You are brief.";\n}\n', 'src/main/java/a/Model.java': 'package a;\nimport software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;\nimport software.amazon.awssdk.services.bedrockruntime.model.*;\npublic class Model {\n  private final BedrockRuntimeClient client = BedrockRuntimeClient.create();\n  public String ask(String question) {\n    return client.converse(r -> r.modelId("us.amazon.nova-lite-v1:0").system(SystemContentBlock.fromText(Prompts.SYSTEM)).messages(Message.builder().role("user").content(ContentBlock.fromText(question)).build())).output().message().content().get(0).text();\n  }\n}\n' },
    ],
  ])('a constant in another file of the package, which nothing imports: %s', async (_, files: Files) => {
    const [path, text] = Object.entries(files).find(([name]) => /prompts/i.test(name))!;
    const { changes } = await diffOf(files, { [path]: text.replace('You are brief.', 'You are brief and kind, and name your sources.') });
    expect(changes.map(({ path: changed, kinds }) => [changed, kinds])).toEqual([[expect.stringMatching(/main\.go$|Model\.java$/), ['prompt']]]);
  });

  test('a cached prompt that is no longer seen may be cached there', async () => {
    const { changes } = await diffOf({ 'src/a.ts': source({ system: long, cached: true }) }, { 'src/a.ts': hidden('') });
    expect(changes.map(({ kinds }) => kinds)).toEqual([['prompt']]);
  });

  test('calls that look alike keep to their own', async () => {
    const two = (first: string, second: string): string => `${source({ name: 'one', system: first })}\n${source({ name: 'two', system: second }).split('\n').slice(2).join('\n')}`;
    const { changes } = await diffOf({ 'a.ts': two('You sort letters by their language.', `You sort letters by their tone. ${long}`) }, { 'a.ts': two('You sort letters by their language, and say how sure you are.', `You sort letters by their tone. ${long}`) });
    expect(changes).toMatchObject([{ kinds: ['prompt'], before: { within: 'one' }, after: { within: 'one' } }]);
  });

  test('a call that is copied into an earlier file leaves the first one its own', async () => {
    const { changes } = await diffOf({ 'b.ts': source() }, { 'a.ts': source(), 'b.ts': `// Copied.\n${source()}` });
    expect(changes).toMatchObject([{ path: 'a.ts', kinds: ['added'] }]);
  });

  test('the callers of a wrapper change with it', async () => {
    const wrapper = (frame: string): string => source({ name: 'ask' }).replace(/text: "[^"]*"/, `text: "${frame}"`);
    const caller = (name: string): string => `import { ask } from './ask';\nexport const ${name} = () => ask('Write about the ${name} of the company in three sentences, and be kind to the readers of it.');\n`;
    const { changes } = await diffOf({ 'ask.ts': wrapper('Be brief.'), 'x.ts': caller('history'), 'y.ts': caller('future') }, { 'ask.ts': wrapper('Be brief, and never name a competitor of the company in what you write.') });
    expect(changes.map(({ path, kinds }) => [path, kinds])).toEqual([['x.ts', ['prompt']], ['y.ts', ['prompt']]]);
  });

  test('a file that cannot be read any more has not lost its calls', async () => {
    const diff = await diffOf({ 'a.ts': source() }, { 'a.ts': `${source()}\n${'['.repeat(5000)}` });
    expect(diff.changes).toEqual([]);
    expect(diff.totals.coverage.failed.map(({ path }) => path)).toEqual(['a.ts']);
  });

  test('dearest first', async () => {
    const files = { 'a.ts': source({ name: 'a' }), 'b.ts': source({ name: 'b', system: 'You write poems about the sea.' }) };
    const { changes, totals } = await diffOf(files, { 'a.ts': source({ name: 'a', limit: 501 }), 'b.ts': source({ name: 'b', system: `You write poems about the sea. ${long}` }) });
    expect(changes.map(({ path }) => path)).toEqual(['b.ts', 'a.ts']);
    expect(totals.calls).toEqual({ changed: 2, added: 0, removed: 0 });
  });
});

describe('prompts that no call is seen to send', () => {
  const words = (count: number): string => Array.from({ length: count }, (_, index) => `word${index}`).join(' ');
  const prompt = (count: number): string => `export const SYSTEM_PROMPT = '${words(count)}';\n`;
  const sending = source({ name: 'b', before: "import { SYSTEM_PROMPT } from './p';" }).replace(/text: "[^"]*"/, 'text: SYSTEM_PROMPT');
  test.each<[string, Files, { readonly [path: string]: string | null }, object]>([
    ['grown, with a call elsewhere that did not change', { 'a.ts': source(), 'p.ts': prompt(30) }, { 'p.ts': prompt(80) }, { changes: [{ path: 'p.ts', kinds: ['prompt'], before: { isPrompt: true }, usdPerThousandCalls: { before: null, after: null } }], totals: { calls: { changed: 0 }, prompts: { changed: 1, added: 0, removed: 0 } } }],
    ['added', { 'a.ts': source() }, { 'p.ts': prompt(30) }, { changes: [{ kinds: ['added'], after: { isPrompt: true, within: 'SYSTEM_PROMPT' } }] }],
    ['now sent: the call is what is new', { 'p.ts': prompt(30), 'a.ts': source() }, { 'b.ts': sending, 'p.ts': `// Sent.\n${prompt(30)}` }, { changes: [{ path: 'b.ts', kinds: ['added'] }], totals: { calls: { added: 1 } } }],
    ['in a project that calls no model', { 'p.ts': prompt(30) }, { 'p.ts': prompt(80) }, { changes: [] }],
    ['moved', { 'a.ts': source(), 'p.ts': prompt(30) }, { 'p.ts': null, 'lib/q.ts': prompt(30) }, { changes: [] }],
  ])('%s', async (_, from, to, expected) => {
    const diff = await diffOf(from, to);
    expect(diff).toMatchObject(expected);
    expect(diffSchema.parse(diff)).toEqual(diff);
  });
});

describe('findings', () => {
  const debt = source({ limit: null });
  test('a limit that goes is new, one that comes is fixed', async () => {
    const worse = await diffOf({ 'a.ts': source() }, { 'a.ts': debt });
    expect([worse.findings.new.map(({ ruleId }) => ruleId), worse.findings.fixed]).toEqual([['require-max-tokens'], []]);
    const better = await diffOf({ 'a.ts': debt }, { 'a.ts': source() });
    expect([better.findings.new, better.findings.fixed.map(({ ruleId }) => ruleId)]).toEqual([[], ['require-max-tokens']]);
  });

  test.each<[string, { readonly [path: string]: string | null }]>([
    ['the prompt is edited', { 'a.ts': source({ limit: null, system: `You answer questions of customers about their orders, in their language.` }) }],
    ['the call moves to another file', { 'a.ts': null, 'lib/b.ts': debt }],
    ['it moves, and its prompt is edited', { 'a.ts': null, 'lib/a.ts': source({ limit: null, system: `You answer questions of customers about their orders, in their language.` }) }],
    ['the model changes', { 'a.ts': source({ limit: null, model: 'us.anthropic.claude-haiku-4-5-20251001-v1:0' }) }],
  ])('old debt is not blamed on the change: %s', async (_, to) => {
    const { findings } = await diffOf({ 'a.ts': debt }, to);
    expect(findings.new.map(({ ruleId }) => ruleId)).not.toContain('require-max-tokens');
    expect(findings.fixed.map(({ ruleId }) => ruleId)).not.toContain('require-max-tokens');
  });

  test('an added call brings its own', async () => {
    const { findings } = await diffOf({ 'a.ts': debt }, { 'b.ts': source({ name: 'b', system: 'You translate menus of restaurants.', limit: null }) });
    expect(findings.new.map(({ path }) => path)).toEqual(['b.ts']);
  });
});

describe('what is compared', () => {
  test('by default what is not committed, and it says so', async () => {
    const root = repositoryOf({ 'a.ts': source() });
    change(root, { 'a.ts': source({ limit: 900 }) });
    expect(await diffIn(root)).toMatchObject({ base: { ref: 'HEAD', commit: git(root, 'rev-parse', 'HEAD').trim() }, head: { ref: 'working tree', commit: null }, changes: [{ kinds: ['limit'] }] });
  });

  test('with --staged the index', async () => {
    const root = repositoryOf({ 'a.ts': source() });
    change(root, { 'a.ts': source({ limit: 900 }) });
    git(root, 'add', '-A');
    change(root, { 'a.ts': source({ limit: 1900 }) });
    expect(await diffIn(root, ['--staged'])).toMatchObject({ head: { ref: 'index' }, changes: [{ after: { maxTokens: { value: 900 } } }] });
    expect(await diffIn(root)).toMatchObject({ changes: [{ after: { maxTokens: { value: 1900 } } }] });
  });

  test('a branch with where it left the other one, not with what others did since', async () => {
    const root = repositoryOf({ 'a.ts': source(), 'b.ts': source({ name: 'b', system: 'You write poems about the sea.' }) });
    const start = git(root, 'rev-parse', 'HEAD').trim();
    git(root, 'checkout', '-q', '-b', 'feature');
    change(root, { 'a.ts': source({ limit: 900 }) });
    const tip = commit(root);
    git(root, 'checkout', '-q', 'main');
    change(root, { 'b.ts': source({ name: 'b', system: 'You write poems about the sea and the stars.' }) });
    commit(root);
    const expected = { base: { ref: 'main', commit: start }, changes: [{ path: 'a.ts', kinds: ['limit'] }] };
    expect(await diffIn(root, ['--base', 'main', '--head', 'feature'])).toMatchObject({ ...expected, head: { ref: 'feature', commit: tip } });
    expect(await diffIn(root, ['--head', 'feature'])).toMatchObject(expected);
    git(root, 'checkout', '-q', 'feature');
    expect(await diffIn(root, ['--base', 'main'])).toMatchObject(expected);
    expect(await diffIn(root, [], { GITHUB_BASE_REF: 'main' })).toMatchObject(expected);
    // The clones of these services have no branch but the one that is merged.
    git(root, 'branch', '-q', '-D', 'main');
    const known = { base: { ref: start, commit: start }, changes: expected.changes };
    expect(await diffIn(root, [], { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main', CI_MERGE_REQUEST_DIFF_BASE_SHA: start })).toMatchObject(known);
    expect(await diffIn(root, [], { BITBUCKET_PR_DESTINATION_BRANCH: 'main', BITBUCKET_PR_DESTINATION_COMMIT: start })).toMatchObject(known);
  });

  test('paths and directories limit it, and may be gone', async () => {
    const root = repositoryOf({ 'x/a.ts': source(), 'y/b.ts': source({ name: 'b', system: 'You write poems about the sea.' }) });
    change(root, { 'x/a.ts': source({ limit: 900 }), 'y/b.ts': null });
    expect((await diffIn(root, ['x'])).changes.map(({ path }) => path)).toEqual(['x/a.ts']);
    expect((await diffIn(root, ['y'])).changes.map(({ path, kinds }) => [path, kinds])).toEqual([['y/b.ts', ['removed']]]);
    expect((await diffIn(`${root}/x`)).changes.map(({ path }) => path)).toEqual(['a.ts']);
  });
});
