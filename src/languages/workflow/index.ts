/** Workflows and actions of GitHub: YAML whose steps are scripts. */
import type { Expr, Module } from '../../core/ir.ts';
import { at, itemsOf, stringOf } from '../documents/document.ts';
import { parseYaml } from '../documents/index.ts';
import { callsOfScripts, type Script } from '../shell/index.ts';

const files = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)action\.ya?ml$/i;

/** YAML; of a workflow or an action, with the calls of its scripts. */
export function parseYamlOrWorkflow(...given: Parameters<typeof parseYaml>): ReturnType<typeof parseYaml> {
  const module = parseYaml(...given);
  return 'error' in module || !files.test(module.path) || !module.text.includes('bedrock-runtime') ? module : withScripts(module);
}

function withScripts(module: Module): Module {
  const exported = module.exports.get('default');
  const root = exported?.kind === 'local' ? exported.value : undefined;
  const jobs = at(root, 'jobs');
  const holders = jobs?.kind === 'object' ? jobs.entries.map(entry => entry.value) : [at(root, 'runs')];
  const scripts = holders.flatMap(holder => itemsOf(at(holder, 'steps')).flatMap(step => scriptOf(step, [root, holder, step])));
  const { calls, recovered = module.recovered } = callsOfScripts(scripts, module.functions[0]!);
  module.calls.push(...calls);
  module.calls.sort((a, b) => a.range[0] - b.range[0]);
  return Object.assign(module, recovered !== undefined && { recovered });
}

function scriptOf(step: Expr, holders: readonly (Expr | undefined)[]): Script[] {
  const run = at(step, 'run');
  const shell = stringOf(at(step, 'shell')) ?? 'bash';
  if (run?.kind !== 'text' || !/^(?:bash|sh)\b/.test(shell)) return [];
  const environment = new Map<string, Expr>();
  for (const holder of holders) {
    const variables = at(holder, 'env');
    for (const entry of variables?.kind === 'object' ? variables.entries : []) if (entry.kind === 'entry' && typeof entry.key === 'string') environment.set(entry.key, filledIn(entry.value));
  }
  return [{ text: run, environment }];
}

/** What the workflow fills in is not known. */
function filledIn(value: Expr): Expr {
  return (stringOf(value) ?? '').includes('${{') ? { kind: 'opaque', range: value.range, reason: 'expression of the workflow' } : value;
}

