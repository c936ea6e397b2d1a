/** What of a project's infrastructure has to do with its calls. */
import type { Call } from '../src/core/call.ts';
import { deployedHere, type FunctionResource, type ProjectFacts, type Resource } from '../src/core/resource.ts';
import type { Span } from '../src/core/source.ts';
import { isTestPath } from '../src/core/test-path.ts';

/** Resources of the service itself come before what only calls it: there a reader sees that it is about models. */
const ORDER: readonly Resource['kind'][] = ['bedrock', 'inference-profile', 'provisioned-throughput', 'function', 'permission'];
/** Code that is run by hand. */
const NOTEBOOK = /(?:^|\/)notebooks?\/|\.ipynb$/;

/** Where whoever deploys the calls can act: the resource that has to do with them, else a call. Undefined where none has, or where nothing but tests calls. */
export function placeToAct(project: ProjectFacts, calls: readonly Call[]): Span | undefined {
  const deployed = calls.filter(({ path }) => !isTestPath(path) && !NOTEBOOK.test(path));
  const resources = deployedHere(project).filter(({ kind }) => ORDER.includes(kind));
  // Where no function tells what its code is, any of them may hold the calls.
  const isTold = resources.some(resource => resource.kind === 'function' && !isUntold(resource));
  const held = isTold ? deployed.filter(call => resources.some(resource => resource.kind === 'function' && holds(resource, call))) : deployed;
  const own = resources.filter(resource => (resource.kind === 'function' ? held.some(call => !isTold || holds(resource, call)) : resource.kind !== 'permission' || deployed.length > 0));
  const shown = own.filter(({ path }) => project.paths.has(path)).toSorted((a, b) => Number(isDeclared(b)) - Number(isDeclared(a)) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  const place = own.length === 0 ? undefined : (shown[0] ?? held[0] ?? deployed[0]);
  return place && { path: place.path, range: place.range };
}

/** Stacks in code stand beside the calls; a template is where a budget or an alarm would stand. */
function isDeclared({ language }: Resource): boolean {
  return language === 'cloudformation' || language === 'terraform';
}

function isUntold({ code, handlers }: FunctionResource): boolean {
  return code.length === 0 && handlers.length === 0;
}

/** Is the call in the code of this function? */
function holds({ code, handlers }: FunctionResource, { path }: Call): boolean {
  return code.some(place => place === '' || place === '.' || path === place || path.startsWith(`${place}/`)) || handlers.includes(path.replace(/\.\w+$/, ''));
}
