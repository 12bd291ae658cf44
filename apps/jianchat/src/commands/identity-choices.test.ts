import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOwnIdentifiers } from '@jianchat/consent';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPolicy } from '../compose/policy.ts';
import { epochFolder, openIdentity } from '../identity/open-identity.ts';
import { openKeyEpochs } from '../keys/key-epochs.ts';
import { openMasterKey } from '../keys/master-key.ts';
import { runCommand } from '../testing/api-client.ts';
import { copyPolicy, type PolicyFolder } from '../testing/policy-folder.ts';

const IFA = '6d92078a-8246-4ba4-ae5b-76104861e7dc';

let dataFolder: string;
let policy: PolicyFolder;
let kept: (name: string, value: string) => Promise<readonly string[]>;

/** A data folder as a platform leaves it, under the working policy. */
beforeAll(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'jianchat choices '));
  policy = copyPolicy();
  const master = openMasterKey({ given: undefined, dataFolder, mayGenerate: true });
  if (!master.ok) throw new Error(master.message);
  openKeyEpochs(epochFolder(dataFolder), randomBytes).begin(1);
  const known = createOwnIdentifiers(loadPolicy(policy.path));
  kept = async (name, value) => {
    const identifier = known.named(name, value);
    const hot = openLmdbHot({ path: join(dataFolder, 'hot') });
    const choices = openIdentity(hot, master.key, { epochs: () => [] }).choices.of(
      identifier ? [identifier] : [],
    );
    await hot.close();
    return choices;
  };
});
afterAll(() => {
  rmSync(dataFolder, { recursive: true, force: true });
  policy?.remove();
});

const run = (args: readonly string[], stdin?: string): Promise<string> =>
  runCommand(dataFolder, ['identity', ...args], {
    env: { JIANCHAT_POLICY: policy.path },
    ...(stdin !== undefined && { stdin }),
  });
const refused = (args: readonly string[]): Promise<string> =>
  run(args).then(
    () => 'done',
    (error: Error) => error.message,
  );

describe('V3: what a person told the platform itself', () => {
  it('is kept by every identifier given, and taken back', { timeout: 120_000 }, async () => {
    const text = await run(
      ['opt-out', '--identifier', '-', '--json'],
      `androidAdvertisingId=${IFA}\npartnerIds=ids.example\\npartner-number-1\n`,
    );
    expect(JSON.parse(text)).toEqual({ identifiers: 2, choices: ['optOut'] });
    expect(text).not.toContain(IFA);
    expect(await kept('otherAdvertisingId', IFA.toUpperCase())).toEqual(['optOut']);
    expect(await kept('partnerIds', 'ids.example\npartner-number-1')).toEqual(['optOut']);
    expect(await run(['opt-out', '--deletion', '--identifier', `idfa=${IFA}`])).toBe(
      'optOut, deletion: 1 identifiers\n',
    );
    expect(await kept('otherAdvertisingId', IFA)).toEqual(['optOut', 'deletion']);
    expect(await run(['opt-in', '--identifier', `idfa=${IFA}`])).toBe('taken back: 1 identifiers\n');
    expect(await kept('otherAdvertisingId', IFA)).toEqual([]);
  });

  it('is refused where nobody is named, or where the policy keeps no choices', {
    timeout: 120_000,
  }, async () => {
    expect(await refused(['opt-out', '--identifier', 'imei=356938035643809'])).toContain('subject.unnamed');
    expect(await refused(['opt-out', '--identifier', `idfa=${'0'.repeat(32)}`])).toContain('subject.unknown');
    policy.edit(
      /form: keyedHash\n {4}share: never\n {4}store: \["hot:choice.of"\]/,
      'collect: "off"\n    form: keyedHash\n    share: never',
    );
    expect(await refused(['opt-out', '--identifier', `idfa=${IFA}`])).toContain('choice.notKept');
  });
});
