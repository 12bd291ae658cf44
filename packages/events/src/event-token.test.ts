import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTokenMint, eventIdOf, readToken } from './event-token.ts';
import { SAMPLE_KEY, sampleClaims } from './testing/sample-claims.ts';

const key = SAMPLE_KEY;
const claims = sampleClaims({ imp: 1, clickUrl: 'https://example.com/?a=1&b=ü' });
const read = (token: string, nowMs = claims.atMs + 1000) =>
  readToken(token, { key, nowMs, lifetimeMs: 3_600_000 });

describe('event tokens', () => {
  it('give back every claim, under the kind they were asked for', () => {
    const token = createTokenMint(key).sign(claims);
    expect(read(token('click'))).toEqual({
      ok: true,
      kind: 'click',
      claims,
      eventId: eventIdOf(claims, 'click'),
    });
    expect(read(token('impression'))).toMatchObject({ ok: true, kind: 'impression' });
  });

  it('U7: of the ads of a break are events of their own each', () => {
    const mint = createTokenMint(key);
    const ids = [undefined, 1, 2].map((podAd) => {
      const whole = podAd === undefined ? claims : { ...claims, podAd };
      const reading = read(mint.sign(whole)('impression'));
      expect(reading).toMatchObject({ ok: true, claims: whole });
      return reading.ok ? reading.eventId : '';
    });
    expect(new Set(ids).size).toBe(3);
    // What went out before breaks of one imp is still told apart as it was.
    expect(ids[0]).toBe('AAAAAAAAAAAAAAAAAAAAAA.1.i');
    expect(eventIdOf(claims, 'click')).toBe('AAAAAAAAAAAAAAAAAAAAAA.1.c');
  });

  it('expire, and do not come from the future [U7]', () => {
    const token = createTokenMint(key).sign(claims)('impression');
    expect(read(token, claims.atMs + 3_600_001)).toEqual({ ok: false, fault: 'token.expired' });
    expect(read(token, claims.atMs - 60_001)).toEqual({ ok: false, fault: 'token.early' });
  });

  it('of another key are forged [U7]', () => {
    const token = createTokenMint(Buffer.alloc(32, 8)).sign(claims)('impression');
    expect(read(token)).toEqual({ ok: false, fault: 'token.forged' });
  });

  it('with any character changed are refused [U7]', () => {
    const token = createTokenMint(key).sign(claims)('impression');
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom('A', 'z', '-', '.', '%'), (at, letter) => {
        const changed = token.slice(0, at) + letter + token.slice(at + 1);
        const reading = read(changed);
        // The last character of base64url carries unused bits, and only the leading letter names the kind.
        if (changed === token || at === token.length - 1) return;
        expect(reading.ok).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('never throw on arbitrary text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => !read(text).ok),
      { numRuns: 2000 },
    );
  });
});
