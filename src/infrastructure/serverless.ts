/** `serverless.yml` of the Serverless Framework: functions with their handlers and variables. */
import type { FunctionResource } from '../core/resource.ts';
import type { Value } from '../core/value.ts';
import { under } from './function-code.ts';
import { entriesAt, firstAt, stringsAt } from './property.ts';

/** Handlers are paths from the directory of the file. */
export function serverlessFunctions(path: string, text: string, data: Value | undefined): FunctionResource[] {
  if (!data) return [];
  const here = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const shared = entriesAt(data, 'provider.environment');
  return entriesAt(data, 'functions').flatMap(([name, value]): FunctionResource[] => {
    const stem = stringsAt(value, 'handler')[0]?.replace(/\.[^./]*$/, '');
    if (stem === undefined) return [];
    const origin = firstAt(value, 'handler')?.origin;
    return [
      {
        kind: 'function',
        type: 'serverless function',
        name,
        language: 'yaml',
        path,
        range: origin?.range ?? [0, Math.min(text.length, 1)],
        code: [here],
        handlers: [under(here, stem) ?? stem],
        environment: new Map([...shared, ...entriesAt(value, 'environment')].map(([key, each]) => [key, withoutVariables(each)])),
      },
    ];
  });
}

/** `${env:X}`, `${self:custom.y}`: known to the framework only. */
function withoutVariables(value: Value): Value {
  return value.kind === 'text' && value.pieces.some(piece => 'exact' in piece && piece.value.includes('${')) ? { kind: 'unknown', reason: 'environment' } : value;
}
