import { type Model, usedSlots } from '@jianchat/effectiveness';
import { type EventClaims, kindBits } from '@jianchat/events';
import { convertingClaims, NOON_MS } from '@jianchat/events/testing';
import type { CompiledPolicy } from '@jianchat/policy';
import { readPolicy } from '@jianchat/policy/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LearningRig, openLearningRig } from '../testing/learning-rig.ts';
import { sampleConversion, sampleEvent } from '../testing/sample-records.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const policy = readPolicy();
let rig: LearningRig;
beforeEach(async () => {
  rig = await openLearningRig();
});
afterEach(() => rig.close());

const claimsOf = (auction: string, change: Partial<EventClaims> = {}): EventClaims =>
  convertingClaims({
    auction,
    policyVersion: policy.version,
    conversion: { withinHours: 168, micros: 5_000_000, paidKind: 'purchase' },
    ...change,
  });

/** A click, and when conversions of it come, hours after its auction. */
async function clicked(claims: EventClaims, hours: readonly number[] = [], kind = 'purchase') {
  await rig.append(sampleEvent(claims, 'click'));
  for (const [at, hour] of hours.entries())
    await rig.append(
      sampleConversion(claims, { kind, order: `order-${at}` }, { atMs: claims.atMs + hour * HOUR_MS }),
    );
}

const learnedAt = async (nowMs: number, change = {}): Promise<Model | undefined> => {
  await rig.learnAll(rig.learning({ nowMs }, change));
  return rig.model();
};

describe('learning conversions', () => {
  it('U2: counts a click without one only after a day, with what followed by then, and adds what comes later', async () => {
    await clicked(claimsOf('a'), [2]);
    const late = claimsOf('b');
    await clicked(late);
    const soon = await learnedAt(NOON_MS + 12 * HOUR_MS);
    expect(soon?.provenance).toMatchObject({ followedClicks: 0, conversions: 0, conversionOffset: 0 });
    const nextDay = await learnedAt(NOON_MS + 26 * HOUR_MS);
    expect(nextDay?.provenance).toMatchObject({ followedClicks: 2, conversions: 1, conversionOffset: 3 });
    await rig.append(sampleConversion(late, {}, { atMs: NOON_MS + 30 * HOUR_MS }));
    const later = await learnedAt(NOON_MS + 31 * HOUR_MS);
    expect(later?.provenance).toMatchObject({ followedClicks: 2, conversions: 2, conversionOffset: 4 });
  });

  it('counts what is paid for, once per order, and nothing of clicks after which nothing may be collected', async () => {
    await clicked(claimsOf('a'), [1, 2]);
    await clicked(claimsOf('b'), [1], 'lead');
    const { conversion: _, ...unmeasured } = claimsOf('c', { kinds: kindBits(['impression', 'click']) });
    await rig.append(sampleEvent(unmeasured, 'click'));
    const model = await learnedAt(NOON_MS + 3 * DAY_MS);
    expect(model?.provenance).toMatchObject({ followedClicks: 2, conversions: 2, conversionOffset: 6 });
  });

  it('U2: counts displays of ads that pay for what follows a view, and conversions that no click preceded', async () => {
    const terms = { withinHours: 168, micros: 5_000_000, paidKind: 'purchase', viewHours: 48 };
    const pays = { conversion: { ...terms, viewsCount: true } };
    const seen = { seenAs: 'impression', order: 'seen' } as const;
    for (const [auction, change] of [
      ['a', pays],
      ['b', pays],
      ['c', { conversion: terms }],
    ] as const) {
      const claims = claimsOf(auction, change);
      await rig.append(sampleEvent(claims, 'impression'));
      await rig.append(sampleConversion(claims, { ...seen, order: auction }, { atMs: NOON_MS + HOUR_MS }));
    }
    await rig.append(sampleEvent(claimsOf('b', pays), 'click'));
    await rig.append(sampleConversion(claimsOf('b', pays), {}, { atMs: NOON_MS + 2 * HOUR_MS }));
    const nextDay = await learnedAt(NOON_MS + 26 * HOUR_MS);
    expect(nextDay?.provenance).toMatchObject({ followedViews: 2, viewConversions: 2 });
    expect(nextDay?.provenance).toMatchObject({ followedClicks: 1, conversions: 1, impressions: 3 });
    await rig.append(sampleConversion(claimsOf('a', pays), seen, { atMs: NOON_MS + 30 * HOUR_MS }));
    const later = await learnedAt(NOON_MS + 31 * HOUR_MS);
    expect(later?.provenance).toMatchObject({ followedViews: 2, viewConversions: 3, conversions: 1 });
  });

  it('U2 U3 C2: learns nothing of conversions that the person did not let in', async () => {
    // Claims that say so by their kinds alone: whatever else they say, the gate does not let them pass.
    const refused = claimsOf('a', { kinds: kindBits(['impression', 'click', 'win']) });
    await rig.append(sampleEvent(refused, 'click'));
    await rig.append(sampleConversion(refused));
    const model = await learnedAt(NOON_MS + 3 * DAY_MS);
    expect(model?.provenance).toMatchObject({ followedClicks: 0, conversions: 0, conversionOffset: 2 });
    expect(usedSlots(model?.goals.conversion.weights ?? { z: EMPTY, n: EMPTY, precision: EMPTY })).toBe(0);
  });

  it('U2 U3 K6: forgets conversions, and no clicks, when the policy in force no longer lets them be learned', async () => {
    await rig.append(sampleEvent(claimsOf('a'), 'impression'));
    await clicked(claimsOf('a'), [1]);
    const before = await learnedAt(NOON_MS + 2 * DAY_MS);
    expect(before?.provenance).toMatchObject({ impressions: 1, followedClicks: 1, conversions: 1 });
    const narrowed = without('conversion');
    const after = await learnedAt(NOON_MS + 2 * DAY_MS, {
      inForce: () => narrowed,
      ofVersion: (version: number) => (version === narrowed.version ? narrowed : policy),
    });
    // It is written with the next thing that is learned.
    expect(after?.provenance.policyVersion).toBe(policy.version);
    await rig.append(sampleEvent(claimsOf('b'), 'impression'));
    const later = await learnedAt(NOON_MS + 2 * DAY_MS, {
      inForce: () => narrowed,
      ofVersion: (version: number) => (version === narrowed.version ? narrowed : policy),
    });
    expect(later?.provenance).toMatchObject({ impressions: 2, followedClicks: 0, conversions: 0 });
    expect(later?.provenance.conversionOffset).toBe(later?.provenance.nextOffset);
    expect(usedSlots(later?.goals.conversion.weights ?? { z: EMPTY, n: EMPTY, precision: EMPTY })).toBe(0);
  });
});

const EMPTY = new Float64Array(0);

/** The same policy in which a field no longer serves learning. */
function without(name: string): CompiledPolicy {
  const bit = policy.purposes.find((purpose) => purpose.name === 'effectiveness')?.bit ?? 0;
  const fields = policy.fields.map((field) =>
    field.name === name ? { ...field, purposes: field.purposes & ~bit } : field,
  );
  const fieldById = new Map(fields.map((field) => [field.id, field]));
  return { ...policy, version: policy.version + 1, fields, fieldById };
}
