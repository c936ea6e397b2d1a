import { createHash, createHmac } from 'node:crypto';

/** What AWS identifies a caller by. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** A POST request to sign. */
export interface Unsigned {
  readonly url: URL;
  readonly body: string;
  /** Signed all; names in lower case. */
  readonly headers: { readonly [name: string]: string };
  readonly region: string;
  readonly service: string;
  readonly at: Date;
}

/**
 * The headers of a request with AWS Signature Version 4. By hand, since no public package of the SDK signs for a
 * service that has no client.
 */
export function signedHeaders({ url, body, headers, region, service, at }: Unsigned, { accessKeyId, secretAccessKey, sessionToken }: Credentials): { [name: string]: string } {
  const time = at.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = time.slice(0, 8);
  const all: { [name: string]: string } = { ...headers, host: url.host, 'x-amz-date': time, ...(sessionToken && { 'x-amz-security-token': sessionToken }) };
  const names = Object.keys(all).toSorted();
  const signed = names.join(';');
  const request = ['POST', url.pathname, '', ...names.map(name => `${name}:${all[name]!.trim()}`), '', signed, sha256(body)].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>((last, part) => hmac(last, part), `AWS4${secretAccessKey}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256(request)].join('\n')).toString('hex');
  const { host: _, ...sent } = all;
  return { ...sent, authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}` };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
