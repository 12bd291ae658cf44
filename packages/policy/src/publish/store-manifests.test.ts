import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { CompiledPolicy } from '../rows.ts';
import { readPolicy } from '../testing/read-policy.ts';
import { appleManifest } from './apple-manifest.ts';
import { googleDataSafety } from './google-data-safety.ts';
import { APPLE_DATA, APPLE_PURPOSES, GOOGLE_DATA, unmappedForStores } from './store-mapping.ts';

const policy = readPolicy();
const changed = (change: Partial<CompiledPolicy>): CompiledPolicy => ({ ...policy, ...change });
const withoutContracts = changed({ contracts: new Map() });
const hasPython = spawnSync('python3', ['-c', 'import plistlib']).status === 0;
const missing =
  hasPython || process.env['JIANCHAT_TEST_REQUIRE'] === 'all' ? undefined : 'python3 is not installed';

describe('the mapping to app stores', () => {
  it('[C2] names every field about people who see ads, and every purpose', () => {
    expect(unmappedForStores(policy)).toEqual([]);
  });

  it('tells of a field and a purpose that nothing maps, and makes no manifest then', () => {
    const [field, ...fields] = policy.fields;
    const [purpose] = policy.purposes;
    if (!field || !purpose) throw new Error('the policy is empty');
    const unknown = changed({
      fields: [{ ...field, name: 'heartRate', category: 'user.health' }, ...fields],
      purposes: [...policy.purposes, { ...purpose, name: 'research' }],
    });
    expect(unmappedForStores(unknown)).toEqual(['field.heartRate (user.health)', 'purpose.research']);
    expect(() => appleManifest(unknown, { domains: [] })).toThrow(/heartRate/);
    expect(() => googleDataSafety(unknown, { encryptedInTransit: true })).toThrow(/heartRate/);
  });
});

interface Manifest {
  readonly NSPrivacyTracking: boolean;
  readonly NSPrivacyTrackingDomains: readonly string[];
  readonly NSPrivacyAccessedAPITypes: readonly unknown[];
  readonly NSPrivacyCollectedDataTypes: readonly {
    readonly NSPrivacyCollectedDataType: string;
    readonly NSPrivacyCollectedDataTypeLinked: boolean;
    readonly NSPrivacyCollectedDataTypeTracking: boolean;
    readonly NSPrivacyCollectedDataTypePurposes: readonly string[];
  }[];
}

/** Read by the property-list parser of Python's standard library. */
function parsePlist(xml: string): Manifest {
  const script = 'import json, plistlib, sys; print(json.dumps(plistlib.loads(sys.stdin.buffer.read())))';
  return JSON.parse(execFileSync('python3', ['-c', script], { input: xml, encoding: 'utf8' }));
}

describe.skipIf(missing)(`PrivacyInfo.xcprivacy${missing ? ` (skipped: ${missing})` : ''}`, () => {
  const manifest = parsePlist(appleManifest(policy, { domains: ['ads.example', 'a&b.example'] }));
  const entry = (name: string) =>
    manifest.NSPrivacyCollectedDataTypes.find(
      (each) => each.NSPrivacyCollectedDataType === `NSPrivacyCollectedDataType${name}`,
    );

  it("holds Apple's keys and constants only, each kind of data once", () => {
    expect(Object.keys(manifest).sort()).toEqual([
      'NSPrivacyAccessedAPITypes',
      'NSPrivacyCollectedDataTypes',
      'NSPrivacyTracking',
      'NSPrivacyTrackingDomains',
    ]);
    const names = manifest.NSPrivacyCollectedDataTypes.map((each) => each.NSPrivacyCollectedDataType);
    const known = new Set(APPLE_DATA.map((name) => `NSPrivacyCollectedDataType${name}`));
    const purposes = new Set(APPLE_PURPOSES.map((name) => `NSPrivacyCollectedDataTypePurpose${name}`));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(known).toContain(name);
    for (const each of manifest.NSPrivacyCollectedDataTypes) {
      expect(Object.keys(each)).toHaveLength(4);
      expect(each.NSPrivacyCollectedDataTypePurposes.length).toBeGreaterThan(0);
      for (const purpose of each.NSPrivacyCollectedDataTypePurposes) expect(purposes).toContain(purpose);
    }
  });

  it('says that identifiers are linked and, as buyers may get them for interest-based ads, used for tracking', () => {
    for (const name of ['DeviceID', 'UserID', 'PreciseLocation']) {
      expect(entry(name)).toMatchObject({
        NSPrivacyCollectedDataTypeLinked: true,
        NSPrivacyCollectedDataTypeTracking: true,
      });
    }
    expect(entry('DeviceID')?.NSPrivacyCollectedDataTypePurposes).toContain(
      'NSPrivacyCollectedDataTypePurposeThirdPartyAdvertising',
    );
    expect(manifest.NSPrivacyTracking).toBe(true);
    expect(manifest.NSPrivacyTrackingDomains).toEqual(['ads.example', 'a&b.example']);
  });

  it('says neither of a page address, which no contract names for a purpose that recognises anybody', () => {
    expect(entry('BrowsingHistory')).toMatchObject({ NSPrivacyCollectedDataTypeTracking: false });
    expect(entry('Health')).toBeUndefined();
  });

  it('claims no tracking, and names no domain, where nobody receives anything', () => {
    const alone = parsePlist(appleManifest(withoutContracts, { domains: ['ads.example'] }));
    expect(alone.NSPrivacyTracking).toBe(false);
    expect(alone.NSPrivacyTrackingDomains).toEqual([]);
    const linked = alone.NSPrivacyCollectedDataTypes.filter((each) => each.NSPrivacyCollectedDataTypeLinked);
    expect(linked.map((each) => each.NSPrivacyCollectedDataType)).toEqual([
      'NSPrivacyCollectedDataTypeUserID',
      'NSPrivacyCollectedDataTypeDeviceID',
      'NSPrivacyCollectedDataTypeOtherUsageData',
    ]);
  });
});

describe("Google Play's data-safety table", () => {
  const rows = parseCsv(googleDataSafety(policy, { encryptedInTransit: true }));
  const value = (question: string, response = ''): string | undefined =>
    rows.find(([asked, answer]) => asked === question && answer === response)?.[2];
  const usage = (kind: string, question: string, response = ''): string | undefined =>
    value(`PSL_DATA_USAGE_RESPONSES:${kind}:${question}`, response);

  it('has the header that Play Console imports, five cells in each row, and no question twice', () => {
    expect(rows[0]).toEqual([
      'Question ID (machine readable)',
      'Response ID (machine readable)',
      'Response value',
      'Answer requirement',
      'Human-friendly question label',
    ]);
    for (const row of rows) expect(row).toHaveLength(5);
    const keys = rows.map(([question, response]) => `${question}/${response}`);
    expect(new Set(keys).size).toBe(keys.length);
    const kinds = Object.values(GOOGLE_DATA).flatMap((members) => Object.keys(members));
    expect(rows.filter(([question]) => question?.startsWith('PSL_DATA_TYPES_'))).toHaveLength(kinds.length);
    expect(rows.filter(([question]) => question?.includes(':'))).toHaveLength(kinds.length * 19);
    const requirements = ['REQUIRED', 'MAYBE_REQUIRED', 'MULTIPLE_CHOICE', 'SINGLE_CHOICE', 'OPTIONAL'];
    for (const row of rows.slice(1)) expect(requirements).toContain(row[3]);
  });

  it('declares what is collected and with whom it is shared, and answers nothing else', () => {
    expect(value('PSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA')).toBe('true');
    expect(value('PSL_DATA_COLLECTION_ENCRYPTED_IN_TRANSIT')).toBe('true');
    expect(value('PSL_DATA_TYPES_IDENTIFIERS', 'PSL_DEVICE_ID')).toBe('true');
    expect(value('PSL_DATA_TYPES_CONTACTS', 'PSL_CONTACTS')).toBe('');
    expect(
      usage('PSL_DEVICE_ID', 'PSL_DATA_USAGE_COLLECTION_AND_SHARING', 'PSL_DATA_USAGE_ONLY_SHARED'),
    ).toBe('true');
    expect(usage('PSL_DEVICE_ID', 'PSL_DATA_USAGE_EPHEMERAL')).toBe('false');
    expect(usage('PSL_CONTACTS', 'PSL_DATA_USAGE_EPHEMERAL')).toBe('');
    expect(usage('PSL_DEVICE_ID', 'DATA_USAGE_SHARING_PURPOSE', 'PSL_ADVERTISING')).toBe('true');
    expect(value('PSL_DATA_DELETION_URL')).toBe('');
  });

  it('calls optional what is asked for everywhere or dropped on refusal, and nothing else', () => {
    const optional = (kind: string) =>
      usage(kind, 'DATA_USAGE_USER_CONTROL', 'PSL_DATA_USAGE_USER_CONTROL_OPTIONAL') === 'true';
    expect(optional('PSL_PRECISE_LOCATION')).toBe(true);
    expect(optional('PSL_OTHER_PERFORMANCE')).toBe(false);
    expect(
      usage('PSL_OTHER_PERFORMANCE', 'DATA_USAGE_USER_CONTROL', 'PSL_DATA_USAGE_USER_CONTROL_REQUIRED'),
    ).toBe('true');
  });

  it('is ephemeral where nothing is kept and nobody receives anything', () => {
    const alone = parseCsv(googleDataSafety(withoutContracts, { encryptedInTransit: false }));
    const found = (question: string) => alone.find(([asked]) => asked === question)?.[2];
    expect(found('PSL_DATA_USAGE_RESPONSES:PSL_PRECISE_LOCATION:PSL_DATA_USAGE_EPHEMERAL')).toBe('true');
    // A keyed hash of an advertising identifier is kept, to know whom a refusal is about.
    expect(found('PSL_DATA_USAGE_RESPONSES:PSL_DEVICE_ID:PSL_DATA_USAGE_EPHEMERAL')).toBe('false');
    expect(found('PSL_DATA_COLLECTION_ENCRYPTED_IN_TRANSIT')).toBe('false');
  });
});

/** RFC 4180, strictly: CRLF after each record, quotes doubled. */
function parseCsv(text: string): string[][] {
  expect(text.endsWith('\r\n')).toBe(true);
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/y;
  const rows: string[][] = [[]];
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const [, raw, end] = cell.exec(text) ?? [];
    if (raw === undefined) throw new Error(`no CSV at ${at}`);
    rows.at(-1)?.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === '\r\n' && cell.lastIndex < text.length) rows.push([]);
  }
  return rows;
}
