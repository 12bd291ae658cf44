import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createChoices, createIdentifierHash, tendChoices } from '@jianchat/identity';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { choicesInHotState } from './choice-store.ts';
import { type HotState, hotFamilyOf } from './hot-state.ts';
import { openLmdbHot } from './lmdb/index.ts';

const hash = createIdentifierHash(Buffer.alloc(32, 6));
const person = (n: number) => ({ field: 8, value: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` });
const childFile = fileURLToPath(new URL('./testing/choice-child.ts', import.meta.url));

let path: string;
let hot: HotState;

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'jianchat choices '));
  hot = openLmdbHot({ path });
});
afterEach(async () => {
  await hot.close();
  rmSync(path, { recursive: true, force: true });
});

const chosenBy = (n: number) => createChoices(choicesInHotState(hot), hash).of([person(n)]);

describe('choices in hot state', () => {
  it('are seen by every process that has it open, and go when taken back', async () => {
    const other = openLmdbHot({ path });
    const choices = createChoices(choicesInHotState(other), hash);
    expect(chosenBy(1)).toEqual([]);
    await choices.choose([person(1)], { choices: ['optOut'], atS: 5 });
    await vi.waitFor(() => expect(chosenBy(1)).toEqual(['optOut']));
    const keys = await hot.listKeys('', { after: undefined, limit: 9 });
    expect(keys.map(hotFamilyOf)).toEqual(['choice.of']);
    expect(await tendChoices(choicesInHotState(hot), { expireBeforeS: 6, pause: async () => {} })).toBe(1);
    expect(chosenBy(1)).toEqual([]);
    await other.close();
  });

  it('V3: that cannot be read are no consent', async () => {
    await createChoices(choicesInHotState(hot), hash).choose([person(1)], { choices: ['optOut'], atS: 5 });
    await hot.close();
    expect(chosenBy(1)).toEqual(['unreadable']);
    expect(chosenBy(2)).toEqual(['unreadable']);
    hot = openLmdbHot({ path });
  });

  it('V3: that were acknowledged outlast a kill', { timeout: 60_000 }, async () => {
    const child = spawn(process.execPath, [childFile, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    const closed = once(child, 'close');
    await new Promise<void>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (output.split('\n').length > 15) resolve();
      });
      void closed.then(() => resolve());
    });
    child.kill('SIGKILL');
    await closed;
    const acknowledged = output.split('\n').slice(0, -1).map(Number);
    expect(acknowledged.length).toBeGreaterThanOrEqual(15);
    await hot.close();
    hot = openLmdbHot({ path });
    for (const n of acknowledged) await vi.waitFor(() => expect(chosenBy(n)).toEqual(['optOut']));
  });
});
