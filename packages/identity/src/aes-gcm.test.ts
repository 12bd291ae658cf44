import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decrypt, encrypt } from './aes-gcm.ts';
import wycheproof from './fixtures/wycheproof-aes-gcm.json' with { type: 'json' };

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const vectors = wycheproof.testGroups.flatMap(({ ivSize, tests }) =>
  tests.map((test) => ({ ...test, ivSize })),
);
const useOf = ({ key, iv, aad }: (typeof vectors)[number]) => ({
  key: bytes(key),
  nonce: bytes(iv),
  context: bytes(aad),
});

describe('K1: AES-256-GCM by the vectors of Project Wycheproof', () => {
  const fitting = vectors.filter(({ ivSize }) => ivSize === 96);
  const other = vectors.filter(({ ivSize }) => ivSize !== 96);

  it('has vectors of every kind', () => {
    expect(fitting.filter(({ result }) => result === 'valid').length).toBeGreaterThan(25);
    expect(fitting.filter(({ result }) => result === 'invalid').length).toBeGreaterThan(25);
    expect(new Set(other.map(({ ivSize }) => ivSize))).toEqual(new Set([0, 8, 16, 32, 48, 64, 80]));
  });

  it.each(fitting)('$tcId $flags $comment: $result', (vector) => {
    const { msg, ct, tag, result } = vector;
    const opened = decrypt(bytes(ct + tag), useOf(vector));
    if (result === 'invalid') return expect(opened).toBeUndefined();
    expect(opened).toEqual(bytes(msg));
    expect(encrypt(bytes(msg), useOf(vector)).toString('hex')).toBe(ct + tag);
  });

  it.each(other)('$tcId refuses an IV of $ivSize bits', (vector) => {
    const { msg, ct, tag } = vector;
    expect(() => encrypt(bytes(msg), useOf(vector))).toThrow(RangeError);
    expect(() => decrypt(bytes(ct + tag), useOf(vector))).toThrow(RangeError);
  });
});

describe('sizes', () => {
  const plain = Buffer.from('plain');

  it('of key and nonce are these and no others, the tag is whole', () => {
    for (let length = 0; length <= 40; length += 1) {
      const use = { key: randomBytes(32), nonce: randomBytes(12), context: Buffer.alloc(0) };
      if (length !== 12)
        expect(() => encrypt(plain, { ...use, nonce: randomBytes(length) })).toThrow(RangeError);
      if (length !== 32)
        expect(() => encrypt(plain, { ...use, key: randomBytes(length) })).toThrow(RangeError);
      const sealed = encrypt(plain, use);
      if (length > 0)
        expect(decrypt(sealed.subarray(0, -Math.min(length, sealed.length)), use)).toBeUndefined();
    }
  });
});
