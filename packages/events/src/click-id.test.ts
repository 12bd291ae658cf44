import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toRow } from './claims-row.ts';
import { createClickIds } from './click-id.ts';
import { conversionIdOf, orderMark } from './conversion.ts';
import { createTokenMint, eventIdOf, readToken } from './event-token.ts';
import { convertingClaims, SAMPLE_KEY, SAMPLE_TERMS } from './testing/sample-claims.ts';

const key = SAMPLE_KEY;
const ids = createClickIds(key);
const claims = convertingClaims({ imp: 1 });
const HOUR_MS = 3_600_000;
const click = { claims, atMs: claims.atMs + 4_000 };
const id = ids.write(click) ?? '';

describe('click ids', () => {
  it('U7: give back what was agreed, but for the landing page, as long as the window lasts', () => {
    expect(ids.read(id, click.atMs + 24 * HOUR_MS)).toEqual({
      ok: true,
      click: { claims: { ...claims, clickUrl: '' }, atMs: click.atMs },
    });
    expect(ids.read(id, click.atMs + 24 * HOUR_MS + 1)).toEqual({ ok: false, fault: 'click.expired' });
    expect(ids.read(id, click.atMs - 61_000)).toEqual({ ok: false, fault: 'click.early' });
  });

  it('U3: are the same for the same click, and there is none where nothing may be measured', () => {
    expect(ids.write(click)).toBe(id);
    const { conversion: _, ...unmeasured } = claims;
    expect(ids.write({ claims: unmeasured, atMs: click.atMs })).toBeUndefined();
  });

  it('U7: say nothing to who reads them', () => {
    const text = Buffer.from(id, 'base64url').toString('latin1');
    for (const word of ['demo', 'adv-1', '8000', 'purchase']) expect(text).not.toContain(word);
  });

  it('U7: are refused when anything in them was changed, or another key made them', () => {
    const other = createClickIds(Buffer.alloc(32, 8)).write(click) ?? '';
    expect(ids.read(other, click.atMs)).toEqual({ ok: false, fault: 'click.forged' });
    fc.assert(
      fc.property(
        fc.nat(Buffer.from(id, 'base64url').length - 1),
        fc.integer({ min: 1, max: 255 }),
        (at, by) => {
          const bytes = Buffer.from(id, 'base64url');
          bytes[at] = (bytes[at] ?? 0) ^ by;
          expect(ids.read(bytes.toString('base64url'), click.atMs)).toMatchObject({ ok: false });
        },
      ),
    );
  });

  it('can be asked for with any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(ids.read(text, 0).ok).toBe(false);
      }),
    );
  });
});

it('carries what is agreed of conversions in event tokens too', () => {
  const more = { viewHours: 48, viewableOnly: true, viewsCount: true, serverOnly: true };
  for (const conversion of [SAMPLE_TERMS, { ...SAMPLE_TERMS, ...more }, { ...SAMPLE_TERMS, viewHours: 1 }]) {
    const agreed = { ...claims, conversion };
    const token = createTokenMint(key).sign(agreed)('click');
    const reading = readToken(token, { key, nowMs: claims.atMs, lifetimeMs: 1 });
    expect(reading.ok && reading.claims).toEqual(agreed);
  }
});

it('U7: knows an order again, of one advertiser only, and does not say which it is', () => {
  const mark = (advertiser: string, order: string) => orderMark(key, { advertiser, order });
  expect(mark('adv-1', 'order-9')).toBe(mark('adv-1', 'order-9'));
  expect(mark('adv-2', 'order-9')).not.toBe(mark('adv-1', 'order-9'));
  expect(mark('adv-1', 'order-9')).not.toContain('order-9');
  expect(conversionIdOf(claims, { kind: 'lead' })).toBe('AAAAAAAAAAAAAAAAAAAAAA.1.n.lead');
  expect(conversionIdOf(claims, { kind: 'lead', order: 'x' })).toBe('adv-1.n.lead.x');
  const another = convertingClaims({ auction: 'another' });
  expect(conversionIdOf(another, { kind: 'lead', order: 'x' })).toBe('adv-1.n.lead.x');
});

it('reads tokens of before as long as they last, and nothing of the signals that they carried', () => {
  const { withinHours, micros, paidKind } = SAMPLE_TERMS;
  const before = [...toRow(claims).slice(0, -1), [withinHours, micros, paidKind, 1, 77, 0]];
  const body = Buffer.from(JSON.stringify(before)).toString('base64url');
  const signed = createHmac('sha256', key).update(body).digest().subarray(0, 16).toString('base64url');
  const reading = readToken(`c${body}.${signed}`, { key, nowMs: claims.atMs, lifetimeMs: 1 });
  expect(reading).toEqual({ ok: true, kind: 'click', claims, eventId: eventIdOf(claims, 'click') });
});
