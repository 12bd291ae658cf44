import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freezePolicy, judgeRelease } from '@jianchat/policy';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPolicy, requireWithinBuild } from '../compose/policy.ts';
import { copyPolicy, type PolicyFolder } from '../testing/policy-folder.ts';
import { beginUnderNewest, type FirstVersion, firstVersionOf } from './first-version.ts';
import { openPolicyVersions } from './policy-in-force.ts';
import { RECORD_FILE, RELEASED_FILES, readReleased, sha256 } from './released-folder.ts';
import { writeRelease } from './write-release.ts';

let policy: PolicyFolder;
beforeEach(() => {
  policy = copyPolicy();
});
afterEach(() => policy.remove());

/** Releases what stands in the folder, announced on `today`. */
function release(today: string): void {
  const next = loadPolicy(policy.path);
  const { faults, record } = judgeRelease({
    released: readReleased(policy.path),
    next,
    today,
    announced: today,
    effective: next.effective,
    signOff: 'the test',
    reConsentBy: 'the media ask again',
    beyondBuild: [],
  });
  expect(faults).toEqual([]);
  writeRelease(policy.path, { policy: next, record });
}

/** Version 1, and version 2 that keeps nothing shorter than it did, but one field longer. */
function releaseTwo(): void {
  policy.version(1, '2026-11-23');
  release('2026-11-23');
  policy.version(2, '2027-01-15');
  policy.edit(/keep: P400D/, 'keep: P500D');
  release('2026-12-01');
}

/** A field that no build has. */
const SHOE_SIZE = `
fields:
  shoeSize:
    id: 500
    clause: U1
    subject: endUser
    category: user.behavior
    class: audience
    purposes: [personalisedAds]
    sources: [api]
    retention: { keep: request, criterion: service }
`;

const folderOf = (version: number, file = ''): string => join(policy.path, 'released', String(version), file);

describe('V1: a released version', () => {
  it('is read back as the tables it was, without compiling its sources again', () => {
    policy.version(1, '2026-11-23');
    const compiled = loadPolicy(policy.path);
    release('2026-11-23');
    const [released] = readReleased(policy.path);
    expect(released?.policy).toEqual(compiled);
    expect(released?.record).toMatchObject({
      version: 1,
      previous: null,
      significance: 'first',
      signOff: 'the test',
    });
  });

  it('names what it changed and follows on the one before it', () => {
    releaseTwo();
    const [first, second] = readReleased(policy.path);
    expect(second?.record).toMatchObject({
      version: 2,
      previous: { version: 1, hash: first?.policy.hash, record: first?.recordHash },
      significance: 'widening',
      noticeDays: 30,
    });
    expect(second?.record.changes).toContainEqual(
      expect.objectContaining({ topic: 'retention', before: 400, after: 500 }),
    );
  });

  it.each([...RELEASED_FILES, RECORD_FILE])('is refused when a byte of its %s is another', (file) => {
    releaseTwo();
    const bytes = readFileSync(folderOf(1, file));
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(folderOf(1, file), bytes);
    expect(() => readReleased(policy.path)).toThrow(expect.objectContaining({ code: 'released.changed' }));
  });

  it.each<[string, () => void]>([
    ['a file is missing', () => rmSync(folderOf(1, 'text/zh.yaml'))],
    ['a file was added', () => writeFileSync(folderOf(1, 'more.yaml'), '')],
    ['it is missing', () => rmSync(folderOf(1), { recursive: true })],
    ['it has moved', () => renameSync(folderOf(2), folderOf(3))],
    [
      'it is another one',
      () => {
        rmSync(folderOf(2), { recursive: true });
        cpSync(folderOf(1), folderOf(2), { recursive: true });
      },
    ],
  ])('is refused when %s', (_, damage) => {
    releaseTwo();
    damage();
    expect(() => readReleased(policy.path)).toThrow(expect.objectContaining({ code: 'released.changed' }));
  });

  it('is written whole or not at all, and never twice', () => {
    policy.version(1, '2026-11-23');
    // What an attempt left that was killed.
    mkdirSync(join(policy.path, 'released', '.making-1'), { recursive: true });
    writeFileSync(join(policy.path, 'released', '.making-1', 'policy.yaml'), 'half');
    expect(readReleased(policy.path)).toEqual([]);
    release('2026-11-23');
    expect(readdirSync(join(policy.path, 'released'))).toEqual(['1']);
    const next = loadPolicy(policy.path);
    const record = readReleased(policy.path)[0]?.record;
    if (record === undefined) throw new Error('nothing was released');
    expect(() => writeRelease(policy.path, { policy: next, record })).toThrow(/exists already/);
  });
});

describe('V2: the version in force', () => {
  const DAY_MS = 86_400_000;
  const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
  const open = (nowDay: string, known: { proofDay?: string; first?: FirstVersion | undefined } = {}) => {
    let proven = known.proofDay;
    const versions = openPolicyVersions({
      folder: policy.path,
      hashKey: Buffer.alloc(32),
      nowMs: at(nowDay),
      first: known.first,
      proofOf: (version) => {
        const hash = readReleased(policy.path).find((each) => each.policy.version === version)?.policy.hash;
        return proven === undefined || hash === undefined
          ? undefined
          : { version, hash, completedMs: at(proven) + 5_000 };
      },
    });
    const prove = (day: string) => {
      proven = day;
    };
    return { versions, prove };
  };

  it('is the working copy where nothing was released', () => {
    expect(open('2026-12-01').versions.at(at('2026-12-01')).policy.hash).toBe(loadPolicy(policy.path).hash);
  });

  it('becomes the scheduled one on its day, once everybody had notice for the whole period', () => {
    releaseTwo();
    const { versions } = open('2026-12-02', { proofDay: '2026-12-01' });
    expect(versions.at(at('2027-01-15') - 1).policy.version).toBe(1);
    expect(versions.at(at('2027-01-15')).policy.version).toBe(2);
  });

  it('waits when notice went out late, and is held while it has not gone out', () => {
    releaseTwo();
    const { versions, prove } = open('2026-12-02');
    expect(versions.at(at('2028-01-01')).policy.version).toBe(1);
    prove('2027-01-10');
    versions.refresh();
    expect(versions.at(at('2027-01-10') + 30 * DAY_MS - 1).policy.version).toBe(1);
    expect(versions.at(at('2027-01-10') + 30 * DAY_MS).policy.version).toBe(2);
  });

  it('lets a version in that is released while it runs', () => {
    policy.version(1, '2026-11-23');
    release('2026-11-23');
    const { versions } = open('2026-12-01');
    const before = versions.at(at('2026-12-01'));
    policy.version(2, '2026-12-05');
    policy.edit(/keep: P400D/, 'keep: P30D');
    release('2026-12-02');
    versions.refresh();
    expect(versions.at(at('2026-12-04'))).toBe(before);
    expect(versions.at(at('2026-12-05')).policy.version).toBe(2);
    expect(versions.ofVersion(1)).toBe(before.policy);
  });

  it('is the newest announced one from the beginning where nobody was promised an earlier one', () => {
    releaseTwo();
    const dataFolder = mkdtempSync(join(tmpdir(), 'jianchat first '));
    const begin = (day: string) =>
      beginUnderNewest(dataFolder, { policyFolder: policy.path, nowMs: at(day) });
    try {
      // Version 2 is announced on the first of December.
      begin('2026-11-30');
      expect(firstVersionOf(dataFolder)).toEqual({ version: 1, sinceMs: at('2026-11-30') });
      rmSync(join(dataFolder, 'first-version.json'));
      mkdirSync(join(dataFolder, 'run'));
      writeFileSync(join(dataFolder, 'start.log'), 'somebody else’s');
      begin('2026-12-02');
      const first = firstVersionOf(dataFolder);
      expect(first).toEqual({ version: 2, sinceMs: at('2026-12-02') });
      const { versions } = open('2026-12-02', { first });
      expect(versions.at(at('2026-12-02')).policy.version).toBe(2);
      expect(versions.schedule().map(({ fromMs }) => fromMs)).toEqual([-Infinity, at('2026-12-02')]);
      // What came later needs notice as anywhere.
      policy.version(3, '2027-03-01');
      policy.edit(/keep: P500D/, 'keep: P600D');
      release('2026-12-03');
      versions.refresh();
      expect(versions.at(at('2028-01-01')).policy.version).toBe(2);
      // A used folder keeps what it began under.
      begin('2026-12-04');
      expect(firstVersionOf(dataFolder)).toEqual(first);
      rmSync(join(dataFolder, 'first-version.json'));
      mkdirSync(join(dataFolder, 'records'));
      begin('2026-12-04');
      expect(firstVersionOf(dataFolder)).toBeUndefined();
    } finally {
      rmSync(dataFolder, { recursive: true });
    }
  });

  it('is never a working copy that was changed under a released number', () => {
    releaseTwo();
    policy.edit(/keep: P500D/, 'keep: P600D');
    expect(() => open('2027-01-20')).toThrow(expect.objectContaining({ code: 'policy.unreleased' }));
    policy.version(1, '2026-11-23');
    expect(() => open('2027-01-20')).toThrow(expect.objectContaining({ code: 'policy.unreleased' }));
    // A draft of what comes next may stand there; it does not rule.
    policy.version(3, '2027-06-01');
    expect(open('2027-01-20').versions.at(at('2029-01-01')).policy.version).toBe(1);
  });

  it('V1: stays readable to later builds, which ask for more, and is still what its sources say it is', () => {
    policy.version(1, '2026-11-23');
    release('2026-11-23');
    // As an earlier build would have left it: other tables of the same sources, without a section and a word of today.
    const { policy: tables, record } = readReleased(policy.path)[0] ?? {};
    if (tables === undefined || record === undefined) throw new Error('nothing was released');
    const { rights: _rights, ...older } = tables;
    const { 'page.title': _title, ...words } = tables.texts.en;
    const hash = 'a'.repeat(64);
    const frozen = freezePolicy({ ...older, hash, texts: { ...tables.texts, en: words } } as typeof tables);
    const files = { ...record.files, 'tables.json': sha256(frozen) };
    writeFileSync(folderOf(1, 'tables.json'), frozen);
    writeFileSync(folderOf(1, RECORD_FILE), JSON.stringify({ ...record, hash, files }));

    const ruling = open('2026-12-01').versions.at(at('2026-12-01')).policy;
    expect(ruling.hash).toBe(hash);
    expect(ruling.rights).toEqual(tables.rights);
    expect(ruling.texts.en['page.title']).toBe(tables.texts.en['page.title']);
    policy.edit(/keep: P400D/, 'keep: P600D');
    expect(() => open('2026-12-01')).toThrow(expect.objectContaining({ code: 'policy.unreleased' }));
  });

  it('C3: may ask for less or otherwise, never for more than the build can do', () => {
    policy.version(1, '2026-11-23');
    release('2026-11-23');
    const { versions } = open('2026-12-01');
    policy.version(2, '2027-01-15');
    policy.edit(/\nfields:\n/, SHOE_SIZE);
    policy.edit(/$/, '\nfield.shoeSize: Size of shoes\n', 'text/en.yaml');
    policy.edit(/$/, '\nfield.shoeSize: 鞋码\n', 'text/zh.yaml');
    expect(() => requireWithinBuild(loadPolicy(policy.path))).toThrow(
      expect.objectContaining({
        code: 'policy.beyondBuild',
        message: expect.stringContaining('fields.shoeSize: this build knows no field'),
      }),
    );
    // Even where somebody released it with another build, this one neither lets it in nor starts with it.
    release('2026-12-01');
    expect(() => versions.refresh()).toThrow(expect.objectContaining({ code: 'policy.beyondBuild' }));
    expect(versions.at(at('2028-01-01')).policy.version).toBe(1);
    expect(() => open('2026-12-02', { proofDay: '2026-12-01' })).toThrow(
      expect.objectContaining({ code: 'policy.beyondBuild' }),
    );
  });
});
