import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { usedSlots } from '@jianchat/effectiveness';
import { type EventKind, type EventRecord, TOPIC } from '@jianchat/events';
import { convertingClaims, NOON_MS, sampleClaims } from '@jianchat/events/testing';
import type { CompiledPolicy } from '@jianchat/policy';
import { readPolicy } from '@jianchat/policy/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LearningRig, openLearningRig } from '../testing/learning-rig.ts';
import { sampleConversion, sampleEvent } from '../testing/sample-records.ts';
import type { Learning } from './learning.ts';
import type { LearningOptions } from './learning-options.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const policy = readPolicy();
const childFile = fileURLToPath(new URL('../testing/learning-child.ts', import.meta.url));
let rig: LearningRig;

beforeEach(async () => {
  rig = await openLearningRig();
});
afterEach(() => rig.close());

const learningOf = (clock: { nowMs: number }, change?: Partial<LearningOptions>): Learning =>
  rig.learning(clock, change);
const learnAll = (learning: Learning) => rig.learnAll(learning);
const modelNow = () => rig.model();
const append = (event: EventRecord) => rig.append(event);
const event = (auction: string, kind: EventKind, change: Partial<EventRecord> = {}) =>
  sampleEvent(sampleClaims({ auction, atMs: NOON_MS, policyVersion: policy.version }), kind, {
    atMs: NOON_MS,
    ...change,
  });

describe('learning', () => {
  it('joins displays with clicks that follow in time, and waits until the window has closed', async () => {
    await append(event('a', 'impression'));
    await append(event('b', 'impression'));
    await append(event('c', 'impression'));
    await append(event('a', 'click', { atMs: NOON_MS + MINUTE_MS }));
    await append(event('b', 'click', { atMs: NOON_MS + 11 * MINUTE_MS }));
    const clock = { nowMs: NOON_MS + 5 * MINUTE_MS };
    const learning = learningOf(clock);
    await learnAll(learning);
    expect((await modelNow())?.provenance.impressions ?? 0).toBe(0);
    clock.nowMs = NOON_MS + 12 * MINUTE_MS;
    await learnAll(learning);
    expect((await modelNow())?.provenance).toMatchObject({
      impressions: 3,
      clicks: 1,
      nextOffset: 5,
      trainedToMs: NOON_MS,
      policyVersion: policy.version,
      policyHash: policy.hash,
    });
  });

  it('U7: learns nothing from robots, forged claims, outside demand and times that are none', async () => {
    await append(event('robot', 'impression', { declaredRobot: true }));
    await append(event('future', 'impression', { atMs: NOON_MS + 400 * DAY_MS }));
    await append(event('forged', 'impression', { id: 'other' }));
    const outside = sampleClaims({ auction: 'o', demandKind: 'openrtb', policyVersion: policy.version });
    await append(sampleEvent(outside, 'impression'));
    await append(event('good', 'impression'));
    await rig.log.append(TOPIC.events, { key: '', value: Buffer.from('junk') }, { nowMs: NOON_MS });
    await learnAll(learningOf({ nowMs: NOON_MS + DAY_MS }));
    expect((await modelNow())?.provenance).toMatchObject({ impressions: 1, nextOffset: 6 });
  });

  it('U2: learns nothing that was collected under a policy that did not let it', async () => {
    const claims = sampleClaims({ auction: 'old', policyVersion: policy.version - 1 });
    await append(sampleEvent(claims, 'impression'));
    const bit = policy.purposes.find(({ name }) => name === 'effectiveness')?.bit ?? 0;
    const before: CompiledPolicy = {
      ...policy,
      version: policy.version - 1,
      purposes: policy.purposes.filter((purpose) => purpose.bit !== bit),
    };
    const ofVersion = (version: number) => [before, policy].find((each) => each.version === version);
    await learnAll(learningOf({ nowMs: NOON_MS + DAY_MS }, { ofVersion }));
    const model = await modelNow();
    expect(model?.provenance).toMatchObject({ impressions: 0, nextOffset: 1 });
    expect(model && usedSlots(model.goals.click.weights)).toBe(0);
  });

  it('R1: keeps no file where the policy declares none, and forgets what is past its period', async () => {
    for (let n = 0; n < 30; n++) await append(event(`n${n}`, 'impression'));
    const clock = { nowMs: NOON_MS + DAY_MS };
    const learning = learningOf(clock);
    await learnAll(learning);
    expect(
      usedSlots((await modelNow())?.goals.click.weights ?? { z: EMPTY, n: EMPTY, precision: EMPTY }),
    ).toBeGreaterThan(5);
    clock.nowMs += 91 * DAY_MS;
    await learnAll(learning);
    expect((await modelNow())?.provenance).toMatchObject({ impressions: 0, nextOffset: 30, trainedToMs: 0 });
    const silent = { ...policy, fields: policy.fields.filter(({ name }) => name !== 'effectivenessModel') };
    const options = { inForce: () => silent, ofVersion: () => silent };
    await learnAll(learningOf(clock, options));
    expect(await rig.store.read()).toBeUndefined();
  });

  it('U2: erases what a feature has taught when the policy in force no longer lets it be used', async () => {
    for (let n = 0; n < 30; n++) await append(event(`n${n}`, 'impression'));
    let ruling = policy;
    const clock = { nowMs: NOON_MS + DAY_MS };
    const learning = learningOf(clock, {
      inForce: () => ruling,
      ofVersion: (version) => (version === ruling.version ? ruling : policy),
    });
    await learnAll(learning);
    const wide = usedSlots((await modelNow())?.goals.click.weights ?? NOTHING);
    const bit = policy.purposes.find(({ name }) => name === 'effectiveness')?.bit ?? 0;
    const fields = policy.fields.map((field) =>
      field.name === 'screen' ? { ...field, purposes: field.purposes & ~bit } : field,
    );
    ruling = {
      ...policy,
      version: policy.version + 1,
      fields,
      fieldById: new Map(fields.map((field) => [field.id, field])),
    };
    await append(event('later', 'impression'));
    await learnAll(learning);
    const narrow = await modelNow();
    expect(narrow?.provenance).toMatchObject({ policyVersion: policy.version + 1, impressions: 31 });
    // Device, placement × device, format × device, creative × device: one slot each.
    expect(wide - usedSlots(narrow?.goals.click.weights ?? NOTHING)).toBe(4);
  });

  it('begins anew, and says so, when the file is none of its own', async () => {
    await rig.store.replace(Buffer.alloc(100));
    const faults: string[] = [];
    await append(event('a', 'impression'));
    await learnAll(learningOf({ nowMs: NOON_MS + DAY_MS }, { onUnreadable: (fault) => faults.push(fault) }));
    expect(faults).toEqual(['model.damaged']);
    expect((await modelNow())?.provenance.impressions).toBe(1);
  });
});

const EMPTY = new Float64Array(0);
const NOTHING = { z: EMPTY, n: EMPTY, precision: EMPTY };

it('learns each display, click and conversion once, killed at work again and again: the model is that of a run in peace', {
  timeout: 60_000,
}, async () => {
  const COUNT = 1_500;
  const appends: Promise<unknown>[] = [];
  const conversions: EventRecord[] = [];
  for (let n = 0; n < COUNT; n++) {
    const claims = convertingClaims({
      auction: `auction-${n}`,
      atMs: NOON_MS - 9 * DAY_MS + n * 1_000,
      creative: `creative-${n % 7}`,
      placement: `placement-${n % 5}`,
      policyVersion: policy.version,
      conversion: { withinHours: 168, micros: 5_000_000, paidKind: '' },
    });
    appends.push(append(sampleEvent(claims, 'impression')));
    if (n % 3 !== 0) continue;
    const clickedMs = claims.atMs + 60_000;
    appends.push(append(sampleEvent(claims, 'click', { atMs: clickedMs })));
    // Every second one after the wait.
    if (n % 12 === 0) {
      const atMs = clickedMs + (n % 24 === 0 ? 3 : 50) * 3_600_000;
      conversions.push(sampleConversion(claims, { clickedMs }, { atMs }));
    }
  }
  await Promise.all(appends);
  await Promise.all(conversions.sort((a, b) => a.atMs - b.atMs).map(append));
  const end = await rig.log.end(TOPIC.events);
  let kills = 0;
  for (let reached = 0; reached < end; ) {
    const child = spawn(process.execPath, [childFile, join(rig.folder, 'log'), join(rig.folder, 'model')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    // The first lives for a moment, later ones for longer and longer, and the last to the end.
    await sleep(10 + kills * kills * 200);
    child.kill('SIGKILL');
    await once(child, 'exit');
    kills++;
    const before = reached;
    const { nextOffset = 0, conversionOffset = 0 } = (await modelNow())?.provenance ?? {};
    reached = Math.min(nextOffset, conversionOffset);
    expect(reached).toBeGreaterThanOrEqual(before);
  }
  const killed = await rig.store.read();
  expect(kills).toBeGreaterThan(2);
  await rig.store.remove();
  await learnAll(learningOf({ nowMs: Date.now() + DAY_MS }));
  expect(Buffer.compare(Buffer.from(killed ?? []), Buffer.from((await rig.store.read()) ?? []))).toBe(0);
  expect((await modelNow())?.provenance).toMatchObject({
    impressions: COUNT,
    clicks: COUNT / 3,
    followedClicks: COUNT / 3,
    conversions: COUNT / 12,
    nextOffset: end,
    conversionOffset: end,
  });
});
