import { expect, it } from 'vitest';
import { acknowledgeDeletion } from './deletion-acknowledgement.ts';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = {
  version: '1.0',
  idJWT: 'a.b.c',
  jti: 'r',
  iss: 'vendor.example',
  sub: { identifierValue: 'v', identifierType: 'idfa' },
  iat: 1,
};
const token = `${encode({})}.${encode(claims)}.AAAA`;
const context = { issuer: 'ads.example', nowMs: 5_000 };

it('[R2] never acknowledges as done a deletion that nothing carries out', () => {
  const answer = acknowledgeDeletion(token, context);
  expect(answer).toMatchObject({ iat: 5, iss: 'ads.example', raResultCode: 4, rqJWT: token });
  for (const sent of [token, '', 'a.b.c', undefined, 7, `${encode({})}.${encode([])}.AAAA`])
    expect(acknowledgeDeletion(sent, context)['raResultCode']).toBeGreaterThan(0);
});

it('repeats nothing of the request but the token itself', () => {
  expect(acknowledgeDeletion(token, context)['raResultString']).not.toMatch(/idfa|vendor/);
});
