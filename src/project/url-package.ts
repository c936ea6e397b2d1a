import type { Located } from '../core/host.ts';

/** The package that a URL specifier serves: Deno's `npm:` and `jsr:`, `node:`, and the usual CDNs. */
export function packageOfUrl(url: string): Located | undefined {
  if (url.startsWith('node:')) return { kind: 'package', name: url };
  const [, scheme, rest = ''] = /^(npm:|jsr:|https?:\/\/)\/?(.*)$/s.exec(url) ?? [];
  if (scheme === undefined) return undefined;
  const path = scheme.startsWith('http') ? cdnPath(rest) : rest;
  const [, name, subpath = ''] = /^((?:@[^/@]+\/)?[^/@?#]+)(?:@[^/]*)?((?:\/[^?#]*)?)/.exec(path) ?? [];
  return name === undefined ? { kind: 'package', name: url } : { kind: 'package', name: name + (subpath === '/' ? '' : subpath) };
}

function cdnPath(rest: string): string {
  const path = rest.replace(/^[^/]*\/?/, '');
  // esm.sh/v135/…, cdn.jsdelivr.net/npm/…, ga.jspm.io/npm:…, deno.land/x/…, deno.land/npm/…
  return path.replace(/^(?:v\d+\/|stable\/|npm[/:]|x\/|pin\/)+/, '');
}
