import { expect, test } from 'vitest';
import { signedHeaders } from '../../src/exact/sign.ts';

// `post-vanilla` of the Signature Version 4 test suite of AWS.
test('the signature of the test suite, and a session token is signed too', () => {
  const vanilla = { url: new URL('https://example.amazonaws.com/'), body: '', headers: {}, region: 'us-east-1', service: 'service', at: new Date('2015-08-30T12:36:00Z') };
  const keys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
  expect(signedHeaders(vanilla, keys)).toEqual({
    'x-amz-date': '20150830T123600Z',
    authorization: 'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  });
  const withToken = signedHeaders(vanilla, { ...keys, sessionToken: 'token' });
  expect(withToken['x-amz-security-token']).toBe('token');
  expect(withToken['authorization']).toContain('SignedHeaders=host;x-amz-date;x-amz-security-token');
});
