/** Content identity of calls and findings: survives moved lines, renamed files, extracted constants. */
import type { Call } from './call.ts';
import { staticText } from './call.ts';

/** What a call is, without where it is. */
function contentOf(call: Omit<Call, 'id'>): string {
  const prompts = call.prompts.map(prompt => `${prompt.part}:${staticText(prompt.text).replaceAll(/\s+/g, ' ').trim()}`);
  return [call.sdk, call.operation, call.role, call.within ?? '', call.model.ids.join('|'), ...prompts].join('\n');
}

/**
 * Gives the calls of one file their ids. Of equal contents the first keeps the plain id and the next ones count on, so that
 * the same file has the same ids in every driver. Equal contents of different files: see `tellApart`.
 */
export function identify(calls: readonly Omit<Call, 'id'>[]): Call[] {
  const seen = new Map<string, number>();
  return calls.map(call => {
    const content = contentOf(call);
    const nth = seen.get(content) ?? 0;
    seen.set(content, nth + 1);
    return { ...call, id: `c_${hash(nth === 0 ? content : `${content}\n${nth}`)}` };
  });
}

/** Id of a call whose content stands in an earlier file too: only the whole project shows that, so the scanner alone does it. */
export function tellApart(id: string, path: string): string {
  return `c_${hash(`${id}\n${path}`)}`;
}

/** Identity of a finding: its rule, its call, and what it is about. */
export function findingId(ruleId: string, messageId: string, callId: string, about: string): string {
  return `f_${hash(`${ruleId}\n${messageId}\n${callId}\n${about.replaceAll(/\s+/g, ' ').trim()}`)}`;
}

/** 53-bit string hash (cyrb53), 11 characters in base 36: identity, not security. */
export function hash(text: string): string {
  let h1 = 0xdeadbeef;
  let h2 = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    h1 = Math.imul(h1 ^ code, 2654435761);
    h2 = Math.imul(h2 ^ code, 1597334677);
  }
  const first = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  const second = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return (4294967296 * (2097151 & second) + (first >>> 0)).toString(36).padStart(11, '0');
}
