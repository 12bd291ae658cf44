import { randomBytes } from 'node:crypto';
import {
  cpSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HotState } from '@jianchat/hot';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import { createRecogniser, createSubjects, type Recogniser } from '@jianchat/identity';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPolicy } from '../compose/policy.ts';
import { type KeyEpochs, openKeyEpochs, readEpochs } from '../keys/key-epochs.ts';
import { openMasterKey } from '../keys/master-key.ts';
import { projectPath } from '../settings/read-settings.ts';
import { keepChoices, keepSubjects } from './keep-subjects.ts';
import { choiceDaysKept, daysKept, epochFolder, type Identity, openIdentity } from './open-identity.ts';

const DAY_MS = 86_400_000;
const person = { field: 9, value: '6d92078a-8246-4ba4-ae5b-76104861e7dc' };
const other = { ...person, value: '7d92078a-8246-4ba4-ae5b-76104861e7dc' };

let dataFolder: string;
let hot: HotState;
let epochs: KeyEpochs;
let identity: Identity;
let recogniser: Recogniser;
let nowMs: number;

function masterKey() {
  const reading = openMasterKey({
    given: Buffer.alloc(32, 5).toString('hex'),
    dataFolder,
    mayGenerate: true,
  });
  if (!reading.ok) throw new Error(reading.message);
  return reading.key;
}

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'jianchat identity '));
  nowMs = 1_800_000_000_000;
  hot = openLmdbHot({ path: join(dataFolder, 'hot') });
  epochs = openKeyEpochs(epochFolder(dataFolder), randomBytes);
  epochs.begin(nowMs / 1000);
  identity = openIdentity(hot, masterKey(), { epochs: epochs.all });
  const onFault = (fault: unknown) => {
    throw fault;
  };
  recogniser = createRecogniser({ ...identity, now: () => nowMs, later: setImmediate, onFault });
});
afterEach(async () => {
  await hot.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

const round = ({ days }: { days: number | undefined } = { days: 90 }) =>
  keepSubjects({ ...identity, epochs, daysKept: () => days, now: () => nowMs });
const subjectOf = (identifier: typeof person) =>
  identity.store.subjectOf(identity.hash(identifier) ?? '') ?? '';
const meet = async (): Promise<void> => {
  for (const identifier of [person, other]) recogniser.commit(identifier, 'auction');
  await recogniser.settled();
};

describe('epochs of keys', () => {
  it('K1: are for the owner alone, outlast a start, and their salt is overwritten when they end', () => {
    const folder = epochFolder(dataFolder);
    const file = join(folder, 'epoch-1');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(openKeyEpochs(folder, randomBytes).all()).toEqual(epochs.all());
    // By another name the file's blocks stay in sight when its own name is gone.
    const salt = readFileSync(file).subarray(0, 32);
    linkSync(file, join(dataFolder, 'link'));
    epochs.begin(5);
    epochs.destroy(1);
    expect(readdirSync(folder)).toEqual(['epoch-2']);
    expect(readFileSync(join(dataFolder, 'link')).includes(salt)).toBe(false);
    expect(epochs.begin(6).id).toBe(3);
  });

  it('that end while they are read are none', () => {
    // Listed, and gone when it is opened.
    symlinkSync(join(dataFolder, 'nowhere'), join(epochFolder(dataFolder), 'epoch-9'));
    expect(readEpochs(epochFolder(dataFolder)).map(({ id }) => id)).toEqual([1]);
  });

  it('that were not written to their end are none', () => {
    writeFileSync(join(epochFolder(dataFolder), 'epoch-2'), 'torn');
    expect(readEpochs(epochFolder(dataFolder)).map(({ id }) => id)).toEqual([1]);
  });
});

describe('keeping subjects', () => {
  it('R1: ends them after the days of the policy in force, and at once where it keeps none', async () => {
    const days = daysKept(loadPolicy(projectPath('policy')));
    expect(days).toBeGreaterThan(0);
    await meet();
    nowMs += ((days ?? 0) - 1) * DAY_MS;
    expect((await round({ days })).expired).toBe(0);
    nowMs += 2 * DAY_MS;
    expect((await round({ days })).expired).toBe(2);
    expect(subjectOf(person)).toBe('');
    await meet();
    expect((await round({ days: undefined })).expired).toBe(2);
    const policy = loadPolicy(projectPath('policy'));
    expect(daysKept({ ...policy, fields: [] })).toBeUndefined();
  });

  it('K1: gives every day its own key, and lets go of the old one only when nothing needs it', async () => {
    await meet();
    nowMs += DAY_MS;
    expect((await round()).rewrapped).toBe(2);
    expect(epochs.all().map(({ id }) => id)).toEqual([1, 2]);
    expect((await round()).rewrapped).toBe(0);
    expect(epochs.all().map(({ id }) => id)).toEqual([2]);
    const subjects = createSubjects(identity);
    expect(subjects.commitment(subjectOf(person), 'auction')).toBeDefined();
  });

  it('R2: leaves of a destroyed subject nothing that a copy of the store, the master key and all of today’s files open', async () => {
    await meet();
    const subject = subjectOf(person);
    const subjects = createSubjects(identity);
    const context = { subject, field: 9, version: 1 };
    const sealed = subjects.seal(Buffer.from('raw'), context) ?? Buffer.alloc(0);
    // What a page of the disk or a backup still holds.
    await hot.close();
    const copy = mkdtempSync(join(tmpdir(), 'jianchat backup '));
    cpSync(join(dataFolder, 'hot'), copy, { recursive: true });
    hot = openLmdbHot({ path: join(dataFolder, 'hot') });
    identity = openIdentity(hot, masterKey(), { epochs: epochs.all });
    const openCopy = async (): Promise<string> => {
      const old = openLmdbHot({ path: copy });
      const today = () => readEpochs(epochFolder(dataFolder));
      const found = createSubjects(openIdentity(old, masterKey(), { epochs: today })).open(sealed, context);
      await old.close();
      return found.status;
    };
    expect(await openCopy()).toBe('opened');
    expect(await createSubjects(identity).destroy(subject)).toBe(true);
    expect(createSubjects(identity).open(sealed, context).status).toBe('no-subject');
    nowMs += DAY_MS;
    await round();
    await round();
    expect(await openCopy()).toBe('no-subject');
    expect(createSubjects(identity).commitment(subjectOf(other), 'auction')).toBeDefined();
    rmSync(copy, { recursive: true });
  });
});

describe('keeping what people told the platform itself', () => {
  const choose = () => identity.choices.choose([person], { choices: ['optOut'], atS: nowMs / 1000 });
  const keep = (days: number | undefined) =>
    keepChoices({ choiceStore: identity.choiceStore, choiceDaysKept: () => days, now: () => nowMs });

  it('R1 V3: lasts as many days as the policy in force says, and ends at once where it keeps none', async () => {
    const days = choiceDaysKept(loadPolicy(projectPath('policy')));
    await choose();
    nowMs += (days ?? 0) * DAY_MS;
    expect(await keep(days)).toBe(0);
    expect(identity.choices.of([person])).toEqual(['optOut']);
    nowMs += DAY_MS;
    expect(await keep(days)).toBe(1);
    expect(identity.choices.of([person])).toEqual([]);
    await choose();
    expect(await keep(undefined)).toBe(1);
  });

  it('K1: is under another hash than the number of the same person: one does not lead to the other', async () => {
    await meet();
    await choose();
    const keys = await hot.listKeys('', { after: undefined, limit: 99 });
    const hashes = (family: string) =>
      keys.filter((key) => key.startsWith(family)).map((key) => key.slice(family.length));
    expect(hashes('choice/of/')).toHaveLength(1);
    expect(hashes('subject/of/')).not.toContain(hashes('choice/of/')[0]);
  });
});
