import { holesOf } from '../../core/call.ts';
import { printable } from '../../core/printable.ts';
import type { ListedCall } from '../../usage/sync.ts';
import type { ProjectCall } from '../project-calls.ts';

/** A call as the usage file lists it. */
export function listedCall({ call, reported, place }: ProjectCall): ListedCall {
  const model = reported.model.state === 'known' ? (reported.model.name ?? reported.model.canonical) : reported.model.state === 'choice' ? reported.model.ids.join(' or ') : 'unknown model';
  const name = [call.path, call.within ?? '', call.sdk, call.operation, call.role].join(' ').replaceAll(/\s+/g, ' ');
  return {
    id: call.id,
    note: `${place}: ${printable(model)}`,
    holes: [...new Set(call.prompts.flatMap(({ text }) => holesOf(text)))],
    name: printable(name),
  };
}
