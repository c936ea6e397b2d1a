import { beforeAll, describe, expect, test } from 'vitest';
import { type MadeRequest, questionOf } from '../../src/dev/traffic-logs.ts';
import { adviceSchema } from '../../src/usage/advice/schema.ts';
import { answerRequest, HAIKU, HOUR, linesOf, MONDAY, NOVA, projectFiles, put, sortRequest, strangerRequest, titleRequest, writeLogs } from '../traffic/logged-project.ts';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';

const DAY = 24 * HOUR;
const HOURS = 168;
const MONTH = 730 / HOURS;
// Claude Haiku 4.5 in a geography, and Nova Lite: USD per million tokens.
const haiku = ({ input = 0, output = 0, read = 0, write = 0 }): number => (input * 1.1 + output * 5.5 + read * 0.11 + write * 1.375) / 1e6;
const nova = ({ input = 0, output = 0 }): number => (input * 0.06 + output * 0.24) / 1e6;

/** Every two hours a burst of twelve, 20 seconds apart; the fifth comes again after one, two and ten seconds and takes 2.5. */
const bursts = Array.from({ length: 84 }, (_, burst) => burst * 2 * HOUR).flatMap((offset, burst) =>
  Array.from({ length: 12 }, (_, index) => index).flatMap(index => {
    const at = MONDAY + offset + index * 20_000;
    return [0, ...(index === 4 ? [1000, 2000, 10_000] : [])].map(later => answerRequest(at + later, `${burst}-${index} ${questionOf(burst * 12 + index)}`));
  }),
);
/** Each night 600 mails, three seconds apart; by day one every 40 minutes, 24 of them. */
const nights = Array.from({ length: 7 }, (_, day) => day * DAY).flatMap((offset, day) => [
  ...Array.from({ length: 600 }, (_, index) => sortRequest(MONDAY + offset + HOUR + index * 3000, questionOf(100_000 + day * 1000 + index))),
  ...Array.from({ length: 24 }, (_, index) => sortRequest(MONDAY + offset + 6 * HOUR + index * 40 * 60_000, questionOf(200_000 + day * 1000 + index))),
]);
/** A question, the same, the same in capitals, and one with another word in its middle: shares 23 of 27 pairs of words. */
const faq = Array.from({ length: 168 }, (_, hour) => hour * HOUR).flatMap((offset, hour) => {
  const words = questionOf(300_000 + hour).split(' ');
  const other = [...words.slice(0, 12), 'zebra', ...words.slice(13)].join(' ');
  return [words.join(' '), words.join(' '), words.join(' ').toUpperCase(), other].map((text, index) => titleRequest(MONDAY + offset + index * 10 * 60_000, text));
});
/** A prompt that no code here sends: of its 10,000 characters 8,000 are the system prompt. */
const strangers = Array.from({ length: 200 }, (_, index) => strangerRequest(MONDAY + index * 60_000, { operation: 'Converse', system: 'You know all. '.repeat(572).slice(0, 8000), user: `${index} `.padEnd(2000, 'x'), input: 6000 }));
const failures = Array.from({ length: 50 }, (_, index) => answerRequest(MONDAY + index * HOUR, 'again', { errorCode: 'ThrottlingException' }));

let data: { [key: string]: any };
let ids: { [path: string]: string };

async function advise(directory: string, ...args: string[]): Promise<{ [key: string]: any }> {
  const { code, stdout, stderr } = await promptfare(['advise', '--logs', 'AWSLogs', '--format', 'json', ...args], { cwd: directory });
  expect([code, stderr]).toEqual([0, '']);
  return adviceSchema.parse(JSON.parse(stdout));
}
async function idsIn(directory: string): Promise<{ [path: string]: string }> {
  const { stdout } = await promptfare(['--format', 'json', '--fail-on', 'never', 'src', 'jobs'], { cwd: directory });
  return Object.fromEntries(JSON.parse(stdout).calls.map((call: { path: string; id: string }) => [call.path, call.id]));
}
const found = (kind: string, subject?: string): any => data['advice'].find((one: { kind: string; subject?: string }) => one.kind === kind && (subject === undefined || one.subject === subject));
/** Within two in a hundred of the truth. */
function near(value: number, truth: number): void {
  expect(value / truth).toBeGreaterThan(0.98);
  expect(value / truth).toBeLessThan(1.02);
}

describe('advice against the truth of made traffic', () => {
  const week: readonly MadeRequest[] = [...bursts, ...nights, ...faq, ...strangers, ...failures].toSorted((a, b) => a.at - b.at);
  const cost = bursts.length * haiku({ input: 9400, output: 120 }) + nights.length * haiku({ input: 500, output: 4 }) + faq.length * nova({ input: 300, output: 11 }) + strangers.length * haiku({ input: 6000, output: 90 });

  beforeAll(async () => {
    const own = treeOf(projectFiles);
    writeLogs(own, week);
    ids = await idsIn(own);
    data = await advise(own, '--budget', String((cost / 7) * 31), '--model-unit', '0.02,2000');
  });

  test('the week, and what it costs', () => {
    expect(data['window'].hours).toBe(HOURS);
    near(data['usdPerMonth'], cost * MONTH);
  });

  test('caching, by the gaps', () => {
    const { figures, usdPerMonth, title, because } = found('prompt-caching', ids['src/answer.ts']);
    const tokens = data['units'].find((unit: { subject: string }) => unit.subject === ids['src/answer.ts']).prefixTokens;
    expect(title).toBe('cache the prompt for 5m');
    // 15 requests a burst: the first writes.
    expect(figures.options.map(({ seconds, hitRate }: { seconds: number; hitRate: number }) => [seconds, hitRate])).toEqual([[300, 14 / 15], [3600, 14 / 15]]);
    near(usdPerMonth, 84 * tokens * (15 * haiku({ input: 1 }) - 14 * haiku({ read: 1 }) - haiku({ write: 1 })) * MONTH);
    expect(because.join(' ')).toContain('93.3 % come within 5m of the one before.');
    // The prompts of the others are below the minimum.
    expect(found('prompt-caching', ids['jobs/sort.py'])).toBeUndefined();
  });

  test('caching of a prompt that no code here sends', () => {
    const unit = data['units'].find(({ subject }: { subject: string }) => subject.startsWith('p'));
    near(unit.prefixTokens, 6000 * 0.8);
    near(found('prompt-caching', unit.subject).usdPerMonth, 4800 * (200 * haiku({ input: 1 }) - 199 * haiku({ read: 1 }) - haiku({ write: 1 })) * MONTH);
  });

  test('batch, by runs that look like jobs', () => {
    const { figures, usdPerMonth } = found('batch', ids['jobs/sort.py']);
    near(figures.share, 600 / 624);
    expect(figures).toMatchObject({ jobs: 7, largest: 600 });
    near(usdPerMonth, 7 * 600 * haiku({ input: 500, output: 4 }) * 0.5 * MONTH);
    expect(found('batch', ids['src/answer.ts'])).toBeUndefined();
  });

  test('equal requests under way', () => {
    const { figures, usdPerMonth } = found('deduplication', ids['src/answer.ts']);
    expect(figures.requests).toBe(84 * 2);
    near(usdPerMonth, 84 * 2 * haiku({ input: 9400, output: 120 }) * MONTH);
    expect(found('deduplication', ids['src/title.ts'])).toBeUndefined();
  });

  test('stored answers, by how alike the questions are', () => {
    const { figures, usdPerMonth } = found('semantic-cache', ids['src/title.ts']);
    // exact, same words, 95, 90, 80 and 70 % of the pairs.
    expect(figures.thresholds.map(({ likeness }: { likeness: string }) => likeness)).toEqual(['exact', 'normalised', 'words 0.95', 'words 0.9', 'words 0.8', 'words 0.7']);
    for (const [index, share] of [1 / 4, 2 / 4, 2 / 4, 2 / 4, 3 / 4, 3 / 4].entries()) near(figures.thresholds[index].hitRate, share);
    near(usdPerMonth, faq.length * 0.5 * nova({ input: 300, output: 11 }) * MONTH);
    near(figures.thresholds[4].usdPerMonth, faq.length * 0.75 * nova({ input: 300, output: 11 }) * MONTH);
    expect(found('semantic-cache', ids['jobs/sort.py'])).toBeUndefined();
  });

  test('the global profile', () => {
    near(found('global-profile', ids['src/answer.ts']).usdPerMonth, (bursts.length * haiku({ input: 9400, output: 120 }) * MONTH) / 11);
    expect(data['advice'].some(({ kind, model }: { kind: string; model: string }) => kind === 'global-profile' && model === NOVA)).toBe(false);
  });

  test('what excludes each other is not added', () => {
    const of = (subject: string): number => {
      const own = data['advice'].filter((one: { subject: string; isCounted: boolean }) => one.subject === subject && one.isCounted);
      const all = data['units'].find((unit: { subject: string }) => unit.subject === subject).usdPerMonth;
      return all - own.reduce((left: number, { usdPerMonth }: { usdPerMonth: number }) => left * (1 - usdPerMonth / all), all);
    };
    near(data['savedTogetherPerMonth'], data['units'].reduce((sum: number, { subject }: { subject: string }) => sum + of(subject), 0));
    for (const { subject } of data['units']) expect(data['advice'].filter((one: any) => one.subject === subject && one.isCounted && ['batch', 'flex', 'prompt-caching'].includes(one.kind)).length).toBeLessThanOrEqual(1);
    const kinds = data['advice'].filter((one: any) => one.isCounted).map((one: any) => one.kind);
    expect(kinds).not.toContain('semantic-cache');
    expect(data['advice'].map(({ usdPerMonth }: { usdPerMonth: number }) => usdPerMonth)).toEqual(data['advice'].map(({ usdPerMonth }: { usdPerMonth: number }) => usdPerMonth).toSorted((a: number, b: number) => b - a));
  });

  test('the forecast, and when shares of the budget are spent', () => {
    const { forecast } = data;
    expect(forecast).toMatchObject({ month: '2026-10', hoursBefore: 96, byWeekday: false });
    near(forecast['spent'], cost);
    near(forecast['atEnd'], (cost / 7) * 31);
    expect(forecast['crossings'].map(({ at }: { at: string }) => at?.slice(0, 10))).toEqual(['2026-10-16', '2026-10-25', expect.anything()]);
  });

  test('provisioned throughput, where the model has it', () => {
    // Four requests of 311 tokens an hour, of 120,000 that a unit could do.
    const { figures, usdPerMonth } = found('provisioned-throughput');
    near(figures.utilisation, (4 * 311) / 120_000);
    near(figures.breakEvenUtilisation, 0.02 / (120_000 * (nova({ input: 300, output: 11 }) / 311)));
    near(usdPerMonth, faq.length * nova({ input: 300, output: 11 }) * MONTH - 0.02 * 730);
    expect(data['peaks'].find(({ model }: { model: string }) => model === HAIKU)).toMatchObject({ canBeProvisioned: false });
  });
});

describe('other traffic', () => {
  test('gaps between five minutes and an hour ask for the hour', async () => {
    const own = treeOf(projectFiles);
    writeLogs(own, Array.from({ length: 144 }, (_, index) => answerRequest(MONDAY + index * 10 * 60_000, questionOf(index))));
    const { advice } = await advise(own);
    const { title, figures } = advice.find(({ kind }: { kind: string }) => kind === 'prompt-caching');
    expect(title).toBe('cache the prompt for 1h');
    expect(figures.options).toMatchObject([{ seconds: 300, hitRate: 0 }, { seconds: 3600, hitRate: expect.closeTo(143 / 144, 6) }]);
    expect(figures.options[0].usdPerMonth).toBeLessThan(0);
  });

  test('gaps above an hour say to leave it', async () => {
    const own = treeOf(projectFiles);
    writeLogs(own, Array.from({ length: 20 }, (_, index) => answerRequest(MONDAY + index * 2 * HOUR, questionOf(index))));
    const { advice } = await advise(own);
    expect(advice.find(({ kind }: { kind: string }) => kind === 'prompt-caching')).toMatchObject({ title: 'leave the prompt uncached', usdPerMonth: 0, isCounted: false });
  });

  test('regions and accounts have caches of their own', async () => {
    const own = treeOf(projectFiles);
    writeLogs(own, Array.from({ length: 100 }, (_, index) => answerRequest(MONDAY + index * 60_000, questionOf(index), { region: index % 2 ? 'us-east-1' : 'us-west-2', account: index % 4 < 2 ? '111111111111' : '222222222222' })));
    const { advice } = await advise(own);
    expect(advice.find(({ kind }: { kind: string }) => kind === 'prompt-caching').figures.options[0].hitRate).toBeCloseTo(0.96, 6);
  });

  test('a cache in use is weighed, not advised', async () => {
    const own = treeOf(projectFiles);
    writeLogs(own, Array.from({ length: 100 }, (_, index) => answerRequest(MONDAY + index * 60_000, questionOf(index), { input: 400, ...(index % 10 === 0 ? { cacheWrite: 9000 } : { cacheRead: 9000 }) })));
    const { advice, units } = await advise(own, '--days', '1');
    expect(advice.some(({ kind }: { kind: string }) => kind === 'prompt-caching')).toBe(false);
    near(units[0].cache.usdPerMonth, ((100 * haiku({ input: 9000 }) - 90 * haiku({ read: 9000 }) - 10 * haiku({ write: 9000 })) * 730) / 24);
  });

  test('vectors find what words do not', async () => {
    const own = treeOf(projectFiles);
    const requests = Array.from({ length: 40 }, (_, index) => titleRequest(MONDAY + index * 60_000, questionOf(index)));
    writeLogs(own, requests, 1);
    const written = linesOf(requests).trim().split('\n').map((line, index) => JSON.stringify({ requestId: JSON.parse(line).requestId, vector: [Math.cos(Math.floor(index / 2)), Math.sin(Math.floor(index / 2)), index % 2 ? 0.2 : 0] }));
    put(own, 'vectors.jsonl', `${written.join('\n')}\n`);
    const { advice } = await advise(own, '--vectors', 'vectors.jsonl');
    const { thresholds } = advice.find(({ kind }: { kind: string }) => kind === 'semantic-cache').figures;
    // The two of a pair have a cosine of 0.9806; other pairs are near too at lower thresholds.
    expect(thresholds.map(({ hits }: { hits: number }) => hits).slice(0, 7)).toEqual([0, 0, 0, 0, 0, 0, 20]);
  });

  test('self-hosting, by a price and a throughput that are given', async () => {
    const own = treeOf({ 'src/a.ts': projectFiles['src/title.ts'].replace(NOVA, 'meta.llama3-3-70b-instruct-v1:0') });
    writeLogs(own, Array.from({ length: 2400 }, (_, index) => titleRequest(MONDAY + index * 36_000, questionOf(index), { modelId: 'meta.llama3-3-70b-instruct-v1:0', input: 8000, output: 1000 })));
    const { advice } = await advise(own, '--instance', '0.5,20');
    const { figures, usdPerMonth } = advice.find(({ kind }: { kind: string }) => kind === 'self-hosting');
    // 100 answers of 1,000 tokens an hour: 27.8 a second. $0.72 per million in and out.
    expect(figures.instances).toBe(2);
    near(usdPerMonth, 73_000 * ((9000 * 0.72) / 1e6) - 2 * 0.5 * 730);
    near(figures.breakEvenRequestsPerMonth, (2 * 0.5 * 730) / ((9000 * 0.72) / 1e6));
  });

  test('the flex tier, where the model has one', async () => {
    const nova2 = 'us.amazon.nova-2-lite-v1:0';
    const own = treeOf({ ...projectFiles, 'src/title.ts': projectFiles['src/title.ts'].replace(NOVA, nova2) });
    const job = Array.from({ length: 300 }, (_, index) => titleRequest(MONDAY + index * 2000, questionOf(index), { modelId: nova2 }));
    const single = Array.from({ length: 100 }, (_, index) => titleRequest(MONDAY + 24 * HOUR + index * HOUR, questionOf(1000 + index), { modelId: nova2 }));
    writeLogs(own, [...job, ...single]);
    const { advice } = await advise(own);
    const { usdPerMonth, figures } = advice.find(({ kind }: { kind: string }) => kind === 'flex');
    // Nova 2 Lite in a geography: $0.33 and $2.75 per million tokens, half of it on flex.
    near(usdPerMonth, (300 * ((300 * 0.33 + 11 * 2.75) / 1e6) * 0.5 * 730) / 124);
    near(figures.share, 0.75);
  });

  test('another model, priced on the traffic that there is', async () => {
    const own = treeOf(projectFiles);
    writeLogs(own, Array.from({ length: 240 }, (_, index) => answerRequest(MONDAY + index * HOUR, questionOf(index))));
    const { advice } = await advise(own, '--model', 'us.anthropic.claude-sonnet-4-6');
    const { usdPerMonth, title } = advice.find(({ kind }: { kind: string }) => kind === 'model');
    expect(title).toBe('use Claude Sonnet 4.6');
    // The same tokenizer, at three times the price of Haiku 4.5: $3.30 and $16.50 in a geography.
    near(usdPerMonth, -2 * 730 * haiku({ input: 9400, output: 120 }));
  });

  test('says it in words, without a word of a prompt', async () => {
    const own = treeOf(projectFiles);
    const secret = (index: number): string => `my mail is jane.doe@example.com, number ${index % 10}`;
    writeLogs(own, Array.from({ length: 100 }, (_, index) => answerRequest(MONDAY + index * 60_000, secret(index))));
    const { code, stdout, stderr } = await promptfare(['advise', '--logs', 'AWSLogs', '--budget', '500'], { cwd: own, columns: 110 });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^100 requests in 3 files, 2026-10-05 00:00 to 2026-10-05 01:39 \(2 hours\)\.$/m);
    expect(stdout).toMatch(/^ +1\*? +\$[\d.,]+ +\S/m);
    expect(stdout).toContain('100 questions hold an e-mail address or a long number');
    expect(stdout).toMatch(/prompt-cache f_\w+/);
    expect(stdout).not.toMatch(/jane|Rule 1/);
  });

  test.each([
    [[], "required option '--logs <path>' not specified"],
    [['--logs', 'nowhere'], 'There is no file or directory `nowhere`. Check the path of the logs.'],
    [['--logs', 'src', '--instance', '3'], 'Give a price and a throughput, as `39.60,20000`.'],
    [['--logs', 'src', '--vectors', 'v.jsonl'], 'There is no file `v.jsonl`. `--vectors` takes JSON lines or Parquet.'],
  ])('%j is refused', async (args, message) => {
    const { code, stderr } = await promptfare(['advise', ...args], { cwd: treeOf(projectFiles) });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
