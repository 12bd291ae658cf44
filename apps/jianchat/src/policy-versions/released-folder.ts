import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type ReleasedPolicy, releaseRecordSchema, thawPolicy } from '@jianchat/policy';
import { PlatformFault } from '../compose/platform-fault.ts';

/** What a released version is made of, beside `release.json`: the sources as they were, and the tables they gave. */
export const RELEASED_SOURCES = ['policy.yaml', 'text/en.yaml', 'text/zh.yaml'] as const;
export const RELEASED_FILES = ['policy.yaml', 'tables.json', 'text/en.yaml', 'text/zh.yaml'] as const;
export const RECORD_FILE = 'release.json';

export const releasedFolder = (policyFolder: string): string => join(policyFolder, 'released');
export const sha256 = (content: Buffer | string): string =>
  createHash('sha256').update(content).digest('hex');

/**
 * Every released version, oldest first; empty where none was released. Throws a PlatformFault (`released.changed`) when a byte of one
 * is not as it was released, when one is missing, or when the chain of records is broken.
 */
export function readReleased(policyFolder: string): readonly ReleasedPolicy[] {
  const folder = releasedFolder(policyFolder);
  const released: ReleasedPolicy[] = [];
  for (const version of releasedNumbers(policyFolder)) {
    if (version !== released.length + 1) throw changed(folder, `version ${released.length + 1} is missing`);
    released.push(readOne(join(folder, String(version)), released.at(-1)));
  }
  return released;
}

/** The numbers of the released versions, rising. */
export function releasedNumbers(policyFolder: string): readonly number[] {
  const folder = releasedFolder(policyFolder);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^[1-9]\d*$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

function readOne(folder: string, previous: ReleasedPolicy | undefined): ReleasedPolicy {
  const recordFile = join(folder, RECORD_FILE);
  const content = read(recordFile);
  const parsed = releaseRecordSchema.safeParse(jsonOf(recordFile, content));
  if (!parsed.success) throw changed(recordFile, parsed.error.issues[0]?.message ?? 'no record of a release');
  const record = parsed.data;
  const present = filesIn(folder).filter((file) => file !== RECORD_FILE);
  if (present.join() !== [...RELEASED_FILES].join()) throw changed(folder, `it holds ${present.join(', ')}`);
  for (const file of RELEASED_FILES)
    if (sha256(read(join(folder, file))) !== record.files[file])
      throw changed(join(folder, file), 'its content is another');
  const policy = thawPolicy(read(join(folder, 'tables.json')).toString());
  if (
    policy.hash !== record.hash ||
    policy.version !== record.version ||
    String(record.version) !== relative(join(folder, '..'), folder)
  )
    throw changed(folder, 'its tables are not those of its record');
  const before = previous && {
    version: previous.policy.version,
    hash: previous.policy.hash,
    record: previous.recordHash,
  };
  if (JSON.stringify(record.previous) !== JSON.stringify(before ?? null))
    throw changed(recordFile, 'it does not follow on the version before it');
  return { policy, record, recordHash: sha256(content) };
}

function filesIn(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below))
    .flatMap((name) => {
      const path = below === '' ? name : `${below}/${name}`;
      return statSync(join(folder, path)).isDirectory() ? filesIn(folder, path) : [path];
    })
    .sort();
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw changed(file, 'it cannot be read');
  }
}

function jsonOf(file: string, content: Buffer): unknown {
  try {
    return JSON.parse(content.toString());
  } catch {
    throw changed(file, 'it is no JSON');
  }
}

const changed = (path: string, how: string): PlatformFault =>
  new PlatformFault(
    'released.changed',
    `${path} is not as it was released: ${how}; restore it from version control, and change policy.yaml under a new version instead`,
  );
