import { describe, expect, it } from 'vitest';
import { createClickIds } from './click-id.ts';
import { basisOf, conversionIdOf, isWanted } from './conversion.ts';
import { convertingClaims, SAMPLE_KEY, SAMPLE_TERMS } from './testing/sample-claims.ts';
import { createViewIds } from './view-id.ts';

const HOUR_MS = 3_600_000;
const claims = convertingClaims({ conversion: { ...SAMPLE_TERMS, viewHours: 2 } });
const view = { claims, atMs: claims.atMs + 4_000, seenAs: 'impression' as const };
const ids = createViewIds(SAMPLE_KEY);
const id = ids.write(view) ?? '';

describe('view ids', () => {
  it('U7: give back what was agreed as long as the window of views lasts', () => {
    expect(ids.read(id, view.atMs + 2 * HOUR_MS)).toEqual({
      ok: true,
      view: { ...view, claims: { ...claims, clickUrl: '' } },
    });
    expect(ids.read(id, view.atMs + 2 * HOUR_MS + 1)).toEqual({ ok: false, fault: 'view.expired' });
    expect(ids.read(id, view.atMs - 61_000)).toEqual({ ok: false, fault: 'view.early' });
  });

  it('U7: are no ids of clicks, nor are those of clicks any of views: who saw an ad has not clicked it', () => {
    const click = createClickIds(SAMPLE_KEY).write(view) ?? '';
    expect(ids.read(click, view.atMs)).toEqual({ ok: false, fault: 'view.forged' });
    expect(createClickIds(SAMPLE_KEY).read(id, view.atMs)).toEqual({ ok: false, fault: 'click.forged' });
    expect(ids.read('', 0)).toEqual({ ok: false, fault: 'view.malformed' });
  });

  it('U3: are there only where views may be remembered, and of displays only where these are views', () => {
    const { viewHours: _, ...unremembered } = claims.conversion ?? SAMPLE_TERMS;
    expect(ids.write({ ...view, claims: { ...claims, conversion: unremembered } })).toBeUndefined();
    const only = { ...claims, conversion: { ...SAMPLE_TERMS, viewHours: 2, viewableOnly: true } };
    expect(ids.write({ ...view, claims: only })).toBeUndefined();
    expect(ids.write({ ...view, claims: only, seenAs: 'viewable' })).toBeDefined();
  });
});

describe('a conversion', () => {
  const agreed = (more: object) => ({ ...claims, conversion: { ...SAMPLE_TERMS, ...more } });
  const told = { kind: 'purchase', use: 'page' } as const;

  it('U7: told with a page’s key is worth nothing where only servers are trusted, and takes no place of theirs', () => {
    const strict = agreed({ serverOnly: true });
    expect(basisOf(strict, told)).toBe('unverified');
    expect([isWanted(strict, told), isWanted(agreed({}), told)]).toEqual([false, true]);
    const order = { ...told, order: 'x' };
    expect(conversionIdOf(strict, order)).not.toBe(conversionIdOf(strict, { ...order, use: 'server' }));
  });

  it('U2: after a view is paid for only where that was agreed', () => {
    const seen = { kind: 'purchase', seenAs: 'impression' } as const;
    expect([agreed({}), agreed({ viewsCount: true })].map((one) => isWanted(one, seen))).toEqual([
      false,
      true,
    ]);
    expect(basisOf(agreed({}), seen)).toBe('view');
    // Told first, it must not take the place of the click that is paid for.
    const order = { kind: 'purchase', order: 'x' } as const;
    expect(conversionIdOf(agreed({}), { ...seen, ...order })).toBe('adv-1.n.purchase.x~view');
    expect(conversionIdOf(agreed({ viewsCount: true }), { ...seen, ...order })).toBe(
      conversionIdOf(claims, order),
    );
    expect(isWanted({ conversion: { ...SAMPLE_TERMS, viewsCount: true, paidKind: 'lead' } }, seen)).toBe(
      false,
    );
  });
});
