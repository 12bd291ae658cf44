import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { decodeModel, type Model, usedSlots } from '@jianchat/effectiveness';
import { type EventKind, type EventRecord, TOPIC } from '@jianchat/events';
import { NOON_MS, sampleClaims } from '@jianchat/events/testing';
import type { EventLog } from '@jianchat/log';
import { openLmdbLog } from '@jianchat/log/lmdb';
import type { CompiledPolicy } from '@jianchat/policy';
import { readPolicy } from '@jianchat/policy/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openModelFile } from '../testing/model-file-store.ts';
import { messageOf, sampleEvent } from '../testing/sample-records.ts';
import { DEDUPE_WINDOW_MS } from '../testing/test-stores.ts';
import { createLearning, type Learning } from './learning.ts';
import type { LearningOptions } from './learning-options.ts';
import type { ModelStore } from './model-store.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const policy = readPolicy();
const childFile = fileURLToPath(new URL('../testing/learning-child.ts', import.meta.url));
let folder: string;
let log: EventLog;
let store: ModelStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianchat-learning-'));
  log = openLmdbLog({ path: join(folder, 'log'), dedupeWindowMs: DEDUPE_WINDOW_MS });
  store = openModelFile(join(folder, 'model'));
});
afterEach(async () => {
  await log.close();
  await rm(folder, { recursive: true });
});

interface Clock {
  nowMs: number;
}

function learningOf(clock: Clock, change: Partial<LearningOptions> = {}): Learning {
  return createLearning(
    { log, now: () => clock.nowMs, batchMax: 7, report: () => {} },
    {
      store,
      ofVersion: (version) => (version === policy.version ? policy : undefined),
      inForce: () => policy,
      checkpointMs: 0,
      ...change,
    },
  );
}

const aborted = AbortSignal.abort();
async function learnAll(learning: Learning): Promise<void> {
  while (await learning.step(aborted));
  await learning.close();
}

async function modelNow(): Promise<Model | undefined> {
  const bytes = await store.read();
  if (bytes === undefined) return undefined;
  const reading = decodeModel(bytes);
  if (!reading.ok) throw new Error(reading.fault);
  return reading.model;
}

const append = (event: EventRecord) => log.append(TOPIC.events, messageOf(event), { nowMs: event.atMs });
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
    await log.append(TOPIC.events, { key: '', value: Buffer.from('junk') }, { nowMs: NOON_MS });
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
    expect(await store.read()).toBeUndefined();
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
    await store.replace(Buffer.alloc(100));
    const faults: string[] = [];
    await append(event('a', 'impression'));
    await learnAll(learningOf({ nowMs: NOON_MS + DAY_MS }, { onUnreadable: (fault) => faults.push(fault) }));
    expect(faults).toEqual(['model.damaged']);
    expect((await modelNow())?.provenance.impressions).toBe(1);
  });
});

const EMPTY = new Float64Array(0);
const NOTHING = { z: EMPTY, n: EMPTY, precision: EMPTY };

it('learns each display once, killed at work again and again: the model is that of a run in peace', {
  timeout: 60_000,
}, async () => {
  const COUNT = 1_500;
  const appends: Promise<unknown>[] = [];
  for (let n = 0; n < COUNT; n++) {
    const claims = sampleClaims({
      auction: `auction-${n}`,
      atMs: NOON_MS - 2 * DAY_MS + n * 1_000,
      creative: `creative-${n % 7}`,
      placement: `placement-${n % 5}`,
      policyVersion: policy.version,
    });
    appends.push(append(sampleEvent(claims, 'impression')));
    if (n % 9 === 0) appends.push(append(sampleEvent(claims, 'click', { atMs: claims.atMs + 60_000 })));
  }
  await Promise.all(appends);
  const end = await log.end(TOPIC.events);
  let kills = 0;
  for (let reached = 0; reached < end; ) {
    const child = spawn(process.execPath, [childFile, join(folder, 'log'), join(folder, 'model')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    // The first lives for a moment, later ones for longer and longer, and the last to the end.
    await sleep(10 + kills * kills * 200);
    child.kill('SIGKILL');
    await once(child, 'exit');
    kills++;
    const before = reached;
    reached = (await modelNow())?.provenance.nextOffset ?? 0;
    expect(reached).toBeGreaterThanOrEqual(before);
  }
  const killed = await store.read();
  expect(kills).toBeGreaterThan(2);
  await store.remove();
  await learnAll(learningOf({ nowMs: Date.now() + DAY_MS }));
  expect(Buffer.compare(Buffer.from(killed ?? []), Buffer.from((await store.read()) ?? []))).toBe(0);
  expect((await modelNow())?.provenance).toMatchObject({ impressions: COUNT, nextOffset: end });
});
