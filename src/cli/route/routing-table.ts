/** A routing table as code: which model does which task. */
import type { RoutedTask } from '../../../rules/routing.ts';

type Task = Pick<RoutedTask, 'call' | 'class' | 'name' | 'id' | 'smaller'> & { readonly place: string };
interface Row {
  readonly key: string;
  readonly model: string;
  readonly comment: string;
}

/** Source of a file that type-checks by itself and gives the model of a task. */
export function routingTable(tasks: readonly Task[], language: 'typescript' | 'python'): string {
  const rows = rowsOf(tasks, language);
  return language === 'typescript' ? typescriptOf(rows) : pythonOf(rows);
}

function typescriptOf(rows: readonly Row[]): string {
  return `/** Which model does which task. Begun by \`promptfare route --export\`; yours to change. */
export const routes = {
${rows.map(({ key, model, comment }) => `  /** ${comment.replaceAll('*/', '* /')} */\n  ${key}: ${quoted(model, "'")},`).join('\n')}
} as const;

export type Task = keyof typeof routes;

/** The id of the model for a task. */
export function modelFor(task: Task): string {
  return routes[task];
}
`;
}

function pythonOf(rows: readonly Row[]): string {
  return `"""Which model does which task. Begun by \`promptfare route --export\`; yours to change."""
from typing import Dict, Literal

Task = Literal[${rows.map(({ key }) => quoted(key, '"')).join(', ')}]

ROUTES: Dict[Task, str] = {
${rows.map(({ key, model, comment }) => `    # ${comment}\n    ${quoted(key, '"')}: ${quoted(model, '"')},`).join('\n')}
}


def model_for(task: Task) -> str:
    """The id of the model for a task."""
    return ROUTES[task]
`;
}

/** Named by the function that asks, else by the task; names that several share are numbered. */
function rowsOf(tasks: readonly Task[], language: 'typescript' | 'python'): Row[] {
  const used = new Set<string>();
  return tasks.map(({ call, class: kind, name, id, smaller, place }) => {
    const words = wordsOf(call.within ?? '');
    const base = inStyle(words.length > 0 ? words : wordsOf(name), language);
    let key = base;
    for (let number = 2; used.has(key); number++) key = `${base}${language === 'python' ? '_' : ''}${number}`;
    used.add(key);
    return { key, model: smaller?.id ?? id, comment: `${kind}: ${name}, ${place.replaceAll(/[\r\n]+/g, ' ')}` };
  });
}

function wordsOf(name: string): string[] {
  return name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase().match(/[a-z\d]+/g) ?? [];
}

function inStyle(words: readonly string[], language: 'typescript' | 'python'): string {
  const [first = 'task', ...rest] = words;
  const head = /^\d/.test(first) ? `task${first}` : first;
  return language === 'python' ? [head, ...rest].join('_') : head + rest.map(word => word[0]!.toUpperCase() + word.slice(1)).join('');
}

function quoted(text: string, mark: "'" | '"'): string {
  return mark + text.replaceAll(/[\\'"]/g, character => (character === mark || character === '\\' ? `\\${character}` : character)).replaceAll(/[\r\n]+/g, ' ') + mark;
}
