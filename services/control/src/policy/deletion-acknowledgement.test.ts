import { expect, it } from 'vitest';
import { answerDeletion } from './deletion-acknowledgement.ts';

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

it('[R2] never acknowledges a deletion that nothing would carry out', () => {
  const context = { types: ['idfa'], issuer: 'ads.example', nowMs: 5_000 };
  expect(answerDeletion(token, context)).toEqual({ status: 503, acknowledgement: undefined });
  const other = answerDeletion(token, { ...context, types: ['email'] });
  expect(other.acknowledgement).toMatchObject({ iat: 5, iss: 'ads.example', raResultCode: 4, rqJWT: token });
  expect(JSON.stringify(other.acknowledgement)).not.toContain('vendor.example');
});
