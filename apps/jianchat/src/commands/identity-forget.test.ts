import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countShown, encodeShownDue, personCounter, readShown, shownDueKey } from '@jianchat/hot';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadPolicy } from '../compose/policy.ts';
import { epochFolder, openIdentity } from '../identity/open-identity.ts';
import { openKeyEpochs } from '../keys/key-epochs.ts';
import { openMasterKey } from '../keys/master-key.ts';
import { projectPath } from '../settings/read-settings.ts';
import { runCommand } from '../testing/api-client.ts';

const field =
  loadPolicy(projectPath('policy')).fields.find(({ name }) => name === 'publisherUserId')?.id ?? -1;
const READERS = ['reader-number-1', 'reader-number-2'] as const;

let dataFolder: string;
let timesCounted: () => Promise<readonly number[]>;

/** A data folder in which two people who are signed in have each seen an ad. */
beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'jianchat forget '));
  const opened = openMasterKey({ given: undefined, dataFolder, mayGenerate: true });
  if (!opened.ok) throw new Error(opened.message);
  openKeyEpochs(epochFolder(dataFolder), randomBytes).begin(1);
  const open = () => {
    const hot = openLmdbHot({ path: join(dataFolder, 'hot') });
    const { countedHashes } = openIdentity(hot, opened.key, { epochs: () => [] });
    const counters = READERS.map((value) =>
      personCounter(countedHashes.person({ field, within: 'press', value }) ?? ''),
    );
    return { hot, counters };
  };
  const { hot, counters } = open();
  for (const [imp, counter] of counters.entries()) {
    const key = shownDueKey('a'.repeat(22), imp, 'line');
    const scopes = [{ scope: 'line/line', keepS: 3_600, timesMax: 3 }];
    await hot.change([[{ key, value: encodeShownDue([{ counter, scopes }], 5_000) }]]);
    await countShown(hot, [key]);
  }
  await hot.close();
  timesCounted = async () => {
    const { hot: again, counters: known } = open();
    const times = known.map((counter) => Object.values(readShown(again, counter)).flat().length);
    await again.close();
    return times;
  };
});
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

it('R2 U4: forgets what was counted to a person who is signed in, and to nobody else', {
  timeout: 60_000,
}, async () => {
  const forget = (value: string) =>
    runCommand(dataFolder, ['identity', 'forget', '--identifier', `publisherUserId=${value}`]);
  expect(await timesCounted()).toEqual([1, 1]);
  await expect(forget(`other\\n${READERS[0]}`)).rejects.toThrow('subject.unknown');
  expect(await forget(`press\\n${READERS[0]}`)).toBe('forgot what was counted to the person\n');
  expect(await timesCounted()).toEqual([0, 1]);
});
