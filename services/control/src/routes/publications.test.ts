import { createPublicKey, verify } from 'node:crypto';
import { PUBLICATIONS } from '@jianchat/policy';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
} from '../testing/start-test-control.ts';

let stores: TestStores;
let test: TestControl;

beforeAll(async () => {
  stores = await startTestStores();
  test = await startTestControl(stores);
}, 120_000);
afterAll(async () => {
  await test.control.stop();
  await stores.stop();
});

const get = (url: string, headers: Record<string, string> = {}) => test.control.app.inject({ url, headers });

describe('what is published from the policy', () => {
  it.each(PUBLICATIONS)('$format is served at $path, and not twice to who has it', async (publication) => {
    const first = await get(publication.path);
    expect([first.statusCode, first.headers['content-type']]).toEqual([200, publication.mediaType]);
    expect(first.headers['cache-control']).toBe('public, no-cache');
    expect(first.headers['x-content-type-options']).toBe('nosniff');
    const again = await get(publication.path, { 'if-none-match': String(first.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  it('is in the language asked for where it has words, under a policy without scripts', async () => {
    const page = await get('/policy/record-of-processing?lang=zh');
    expect([page.headers['content-language'], page.headers.vary]).toEqual(['zh', 'accept-language']);
    expect(page.body).toContain('lang="zh-CN"');
    expect(page.headers['content-security-policy']).not.toContain('script-src');
    expect((await get('/policy/record-of-processing.csv?lang=en')).body).toContain('(a) Controller');
  });

  it('names this host as the one that tracks, and says that it is reached without encryption', async () => {
    expect((await get('/policy/PrivacyInfo.xcprivacy')).body).toContain('<string>127.0.0.1</string>');
    expect((await get('/policy/data-safety.csv')).body).toContain(
      'PSL_DATA_COLLECTION_ENCRYPTED_IN_TRANSIT,,false',
    );
  });
});

describe('deletion requests', () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = (claims: object) => `${encode({ alg: 'ES256' })}.${encode(claims)}.c2lnbmF0dXJl`;
  const claims = {
    version: '2.0',
    orJWT: token({}),
    jti: 'request-1',
    iss: 'publisher.example',
    sub: { identifierValue: '28f6dc889e', identifierType: 'idfa', identifierFormat: 'plaintext' },
    iat: 1_793_459_424,
  };
  const post = (payload: string, type: string) =>
    test.control.app.inject({
      method: 'POST',
      url: '/dsr/delete',
      payload,
      headers: { 'content-type': type },
    });

  it('[R2] are answered with what is true, signed by the published key: none is carried out', async () => {
    const { endpoint, identifiers, publicKey } = (await get('/dsrdelete.json')).json();
    expect([endpoint, identifiers]).toEqual(['http://127.0.0.1:8080/dsr/delete', []]);
    const sent = token(claims);
    for (const [payload, type] of [
      [sent, 'application/jwt'],
      [JSON.stringify({ rqJWT: sent }), 'application/json'],
    ] as const) {
      const answer = await post(payload, type);
      const [header = '', body = '', signature = ''] = answer.json().acJWT.split('.');
      expect(answer.statusCode).toBe(400);
      expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toMatchObject({
        version: '2.0',
        rqJWT: sent,
        iss: '127.0.0.1',
        raResultCode: 4,
      });
      const key = createPublicKey({ key: publicKey[0], format: 'jwk' });
      const signed = Buffer.from(`${header}.${body}`);
      const ok = verify(
        'sha256',
        signed,
        { key, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      );
      expect(ok).toBe(true);
    }
  });

  it.each([
    ['no token', 'hello', 3],
    ['nothing', '', 3],
    ['a token that holds no JSON', 'YQ.YQ.YQ', 3],
    ['a token without an identifier', token({ ...claims, sub: {} }), 1],
    ['a token without an originator', token({ ...claims, orJWT: 7 }), 1],
  ])('with %s are refused with the code for it', async (_what, payload, code) => {
    const answer = await post(payload, 'application/jwt');
    const body = JSON.parse(Buffer.from(answer.json().acJWT.split('.')[1], 'base64url').toString());
    expect([answer.statusCode, body.raResultCode]).toEqual([400, code]);
  });

  it('of more than a request needs are not read', async () => {
    expect((await post('a'.repeat(20_000), 'application/jwt')).statusCode).toBe(413);
  });
});
