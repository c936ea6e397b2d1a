import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseHcl } from '@cdktf/hcl2json';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { treeOf } from '../project/tree.ts';
import { promptfare } from './fake-process.ts';
import { files } from './project.ts';

const directory = 'parcel-desk';
const nova = files['src/title.ts'].replace(/us\.anthropic[^']*/, 'amazon.nova-lite-v1:0');
const retired = files['src/title.ts'].replace(/us\.anthropic[^']*/, 'anthropic.claude-v2:1');
const unnamed = files['src/title.ts'].replace(/'us\.anthropic[^']*'/, 'process.env.MODEL').replace('title(', 'label(');
const project = { 'src/answer.ts': files['src/answer.ts'], 'src/title.ts': nova, 'src/old.ts': retired, 'src/label.ts': unnamed };

/** A project in a directory of that name, after which budgets and profiles are called. */
function desk(given: { readonly [path: string]: string }): string {
  return join(treeOf(Object.fromEntries(Object.entries(given).map(([path, text]) => [`${directory}/${path}`, text]))), directory);
}
async function written(cwd: string, what: string, format: string): Promise<string> {
  const { code, stdout, stderr } = await promptfare(['init', what, '--format', format], { cwd });
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

const formats = [
  ['cloudformation', 'yaml'],
  ['terraform', 'tf'],
  ['cdk', 'ts'],
] as const;
const kinds = ['monitoring', 'budgets'] as const;
const both = kinds.flatMap(what => formats.map(([format, extension]) => [what, format, extension] as const));

/** The golden files end in `.txt`: as infrastructure they would belong to this repository, and silence the rules in its fixtures. */
describe('promptfare init monitoring, budgets', () => {
  // aws-cdk-lib 2.276.0 compiled the constructs, synthesized them, and included the templates; terraform 1.11 found nothing to format.
  test.each(both)('the golden file of %s for %s', async (what, format, extension) => {
    const golden = new URL(`deployment/${what}.${extension}.txt`, import.meta.url);
    const text = await written(desk(project), what, format);
    if (process.env['UPDATE_GOLDEN']) writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });

  test.each(kinds)('each file of %s parses', async what => {
    const cwd = desk(project);
    expect(Object.keys((parse(await written(cwd, what, 'cloudformation')) as { Resources: object }).Resources)).toContain(what === 'budgets' ? 'Budget' : 'InvocationLogging');
    const hcl = (await parseHcl('a.tf', await written(cwd, what, 'terraform'))) as { resource: object };
    expect(Object.keys(hcl.resource)).toContain(what === 'budgets' ? 'aws_budgets_budget' : 'aws_bedrock_model_invocation_logging_configuration');
    const { diagnostics } = ts.transpileModule(await written(cwd, what, 'cdk'), { reportDiagnostics: true });
    expect(diagnostics).toEqual([]);
  });

  test('a budget has no service of a model that is retired', async () => {
    const haiku = nova.replace('amazon.nova-lite-v1:0', 'anthropic.claude-3-sonnet-20240229-v1:0');
    const text = await written(desk({ 'src/answer.ts': files['src/answer.ts'], 'src/old.ts': haiku }), 'budgets', 'terraform');
    expect(text).toContain('Left out, since it is retired: anthropic.claude-3-sonnet-20240229-v1:0.');
    expect(text).not.toContain('Claude 3 Sonnet');
  });

  test('every reference of a template has its target', async () => {
    for (const what of kinds) {
      const template = parse(await written(desk(project), what, 'cloudformation')) as { Parameters: object; Resources: object };
      const names = new Set([...Object.keys(template.Parameters), ...Object.keys(template.Resources)]);
      const text = JSON.stringify(template);
      const used = [...text.matchAll(/"Ref":"(\w+)"|"Fn::GetAtt":\["(\w+)"|\$\{(\w+)\}/g)].map(([, ref, attribute, sub]) => ref ?? attribute ?? sub!);
      expect(used.length).toBeGreaterThan(0);
      expect(used.filter(name => !names.has(name))).toEqual([]);
    }
  });

  test('alarms watch metrics that there are, of the models of the project, in at most ten', async () => {
    const { Resources } = parse(await written(desk(project), 'monitoring', 'cloudformation')) as { Resources: { [name: string]: { Type: string; Properties: { Metrics?: { Expression?: string; MetricStat?: { Metric: { MetricName: string; Dimensions?: { Value: unknown }[] } } }[] } } } };
    const alarms = Object.entries(Resources).filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm');
    expect(alarms.map(([name]) => name)).toEqual(['TokensAlarm', 'ThrottlesAlarm', 'NovaLiteAlarm', 'ClaudeHaiku45UsAlarm']);
    const queries = alarms.flatMap(([, { Properties }]) => Properties.Metrics ?? []);
    const metrics = queries.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []);
    expect(new Set(metrics.map(({ MetricName }) => MetricName))).toEqual(new Set(['InputTokenCount', 'OutputTokenCount', 'CacheReadInputTokenCount', 'CacheWriteInputTokenCount']));
    for (const [, { Properties }] of alarms) expect((Properties.Metrics ?? []).filter(({ MetricStat }) => MetricStat).length).toBeLessThanOrEqual(10);
    // Nova Lite: 0.06 in, 0.24 out, reads at a quarter, writes as input.
    expect(queries.map(({ Expression }) => Expression)).toContain('((FILL(input, 0) + FILL(input_profile, 0)) * 0.06 + (FILL(output, 0) + FILL(output_profile, 0)) * 0.24 + (FILL(read, 0) + FILL(read_profile, 0)) * 0.015 + (FILL(write, 0) + FILL(write_profile, 0)) * 0.06) / 1000000');
  });

  test('what is retired or not known is said, not watched', async () => {
    const text = await written(desk(project), 'monitoring', 'terraform');
    expect(text).toContain('# Left out, since it is retired: anthropic.claude-v2:1.\n');
    expect(text).toContain('# The code does not tell which model runs at src/label.ts:4. Add it by hand.\n');
    expect(text).not.toContain('"anthropic.claude-v2:1"');
  });

  test.each([
    ['third-party models by their own names', files['src/answer.ts'], ['Amazon Bedrock', 'Claude Haiku 4.5 (Amazon Bedrock Edition)']],
    ['open weights and models of Amazon by that of the service', nova, ['Amazon Bedrock']],
    ['no filter where a name is not known', nova.replace('amazon.nova-lite-v1:0', 'cohere.command-r-v1:0'), undefined],
    ['no filter where no model is known', unnamed, undefined],
  ])('a budget counts %s', async (_, source, services) => {
    const template = parse(await written(desk({ 'src/a.ts': source }), 'budgets', 'cloudformation')) as { Resources: { Budget: { Properties: { Budget: { CostFilters?: { Service: string[] } }; NotificationsWithSubscribers: { Notification: { Threshold: number } }[] } } } };
    const { Budget, NotificationsWithSubscribers } = template.Resources.Budget.Properties;
    expect(Budget.CostFilters?.Service).toEqual(services);
    expect(NotificationsWithSubscribers.map(({ Notification }) => Notification.Threshold)).toEqual([50, 80, 100, 100]);
  });

  test.each(formats)('the rules fall silent on a project with the files for %s', async (format, extension) => {
    const cwd = desk({ ...project, 'promptfare.json': '{ "presets": "strict" }', 'cdk.json': '{ "app": "node app.js" }', 'main.tf': 'resource "aws_lambda_function" "f" {\n  handler = "answer.handler"\n}\n' });
    const ruleIds = async (): Promise<string[]> => {
      const { stdout } = await promptfare(['--format', 'json', '--fail-on', 'never'], { cwd });
      return (JSON.parse(stdout) as { findings: { ruleId: string }[] }).findings.map(({ ruleId }) => ruleId).filter(id => id === 'require-usage-tracking' || id === 'require-budget-alerts').toSorted();
    };
    expect(await ruleIds()).toEqual(['require-budget-alerts', 'require-usage-tracking']);
    for (const what of kinds) {
      const file = `${what}.${extension}`;
      const { code, stdout, stderr } = await promptfare(['init', what, '--format', format, '--output', file], { cwd });
      expect([code, stdout, stderr]).toEqual([0, '', `Wrote ${what} to ${file}, for 2 models. Its head says what is left to you.\n`]);
    }
    expect(await ruleIds()).toEqual([]);
  });

  test('nothing is written over a file', async () => {
    const cwd = desk({ ...project, 'budget.yaml': 'mine\n' });
    expect(await promptfare(['init', 'budgets', '-o', 'budget.yaml'], { cwd })).toEqual({ code: 2, stdout: '', stderr: 'promptfare: `budget.yaml` is there already, and nothing is written over it. Name another file.\n' });
    expect(readFileSync(join(cwd, 'budget.yaml'), 'utf8')).toBe('mine\n');
    expect(await promptfare(['init', 'budgets', '-o', 'infra/budget.yaml'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('Name a file in a directory that exists.') as string });
    expect(existsSync(join(cwd, 'infra'))).toBe(false);
  });

  test('a project without calls gets what holds for every project', async () => {
    const cwd = desk({ 'a.ts': '' });
    const { Resources } = parse(await written(cwd, 'monitoring', 'cloudformation')) as { Resources: object };
    expect(Object.keys(Resources)).toContain('TokensAlarm');
    for (const [format] of formats) expect(await written(cwd, 'monitoring', format)).not.toMatch(/usd|Usd|InferenceProfile\b/);
  });

  test.each([
    ["it's ${HOME}", 'it-s-home'],
    ['---', 'models'],
  ])('a directory named %j', async (name, expected) => {
    const cwd = join(treeOf({ [`${name}/a.ts`]: nova }), name);
    for (const [format] of formats) expect(await written(cwd, 'budgets', format)).toMatch(new RegExp(`['" ]${expected}-models`));
  });
});
