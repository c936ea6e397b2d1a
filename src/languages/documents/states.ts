/** State machines of AWS Step Functions: the requests that their states make of the Bedrock runtime. */
import type { EntryExpr, Expr } from '../../core/ir.ts';
import { at, type DocumentCall, entryAt, stringOf } from './document.ts';
import { filledIn } from './state-text.ts';

const RESOURCE = /^arn:[\w-]+:states:[^:]*:[^:]*:(?:bedrock|aws-sdk:bedrockruntime):(invokeModel|converse)(?:\.\w+)*$/;
const deepest = 24;

/** The requests of a machine: what `StartAt` and `States` stand in. States of branches and of maps are those of machines within it. */
export function stateCalls(machine: Expr | undefined, depth = 0): DocumentCall[] {
  const states = at(machine, 'States');
  if (states?.kind !== 'object' || depth > deepest) return [];
  return states.entries.flatMap(({ value: state, range }) => {
    const inner = [at(state, 'ItemProcessor'), at(state, 'Iterator'), ...branchesOf(state)].flatMap(each => stateCalls(each, depth + 1));
    const [, action] = RESOURCE.exec(stringOf(at(state, 'Resource')) ?? '') ?? [];
    const input = at(state, 'Parameters') ?? at(state, 'Arguments');
    if (action === undefined || input?.kind !== 'object') return inner;
    const shown = entryAt(state, 'Resource')?.range ?? range;
    return [...inner, { callee: action === 'converse' ? '<states converse>' : '<states invokeModel>', args: [requestOf(input, action === 'converse')], range: shown }];
  });
}

function branchesOf(state: Expr): readonly Expr[] {
  const branches = at(state, 'Branches');
  return branches?.kind === 'list' ? branches.items.map(({ value }) => value) : [];
}

/** With the keys of the API, and what a run fills in. `deep`: keys of the whole request begin with a capital, not only those at its top. */
function requestOf(expr: Expr, deep: boolean, isTop = true): Expr {
  switch (expr.kind) {
    case 'object':
      return { ...expr, entries: expr.entries.map(entry => renamed(entry, deep, isTop)) };
    case 'list':
      return { ...expr, items: expr.items.map(item => ({ ...item, value: requestOf(item.value, deep, false) })) };
    case 'text':
      return filledIn(expr, false);
    default:
      return expr;
  }
}

function renamed(entry: EntryExpr, deep: boolean, isTop: boolean): EntryExpr {
  if (entry.kind !== 'entry' || typeof entry.key !== 'string') return entry;
  const isPath = entry.key.endsWith('.$');
  const name = isPath ? entry.key.slice(0, -2) : entry.key;
  const key = deep || isTop ? name.charAt(0).toLowerCase() + name.slice(1) : name;
  const value = isPath && entry.value.kind === 'text' ? filledIn(entry.value, true) : requestOf(entry.value, deep && key !== 'json' && key !== 'additionalModelRequestFields', false);
  return { ...entry, key, value };
}
