import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMasterKey } from './master-key.ts';

let dataFolder: string;
beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'jianchat key '));
});
afterEach(() => rmSync(dataFolder, { recursive: true, force: true }));

const derived = (reading: ReturnType<typeof openMasterKey>) =>
  reading.ok ? reading.key.derive('event-token/1').toString('hex') : reading.message;

describe('the master key', () => {
  it('is made once, readable by its owner only, and found again', () => {
    const first = derived(openMasterKey({ given: undefined, dataFolder, mayGenerate: true }));
    expect(derived(openMasterKey({ given: undefined, dataFolder, mayGenerate: true }))).toBe(first);
    expect(statSync(join(dataFolder, 'master.key')).mode & 0o777).toBe(0o600);
    expect(readdirSync(dataFolder)).toEqual(['master.key']);
  });

  it('is never made up where other hosts need the same', () => {
    expect(openMasterKey({ given: undefined, dataFolder, mayGenerate: false }).ok).toBe(false);
    expect(readdirSync(dataFolder)).toEqual([]);
  });

  it('of the settings wins and must be 32 bytes', () => {
    const given = Buffer.alloc(32, 5);
    const base64 = derived(openMasterKey({ given: given.toString('base64'), dataFolder, mayGenerate: true }));
    expect(derived(openMasterKey({ given: given.toString('hex'), dataFolder, mayGenerate: true }))).toBe(
      base64,
    );
    expect(openMasterKey({ given: 'short', dataFolder, mayGenerate: true }).ok).toBe(false);
  });

  it('gives every purpose another key', () => {
    const reading = openMasterKey({
      given: Buffer.alloc(32, 5).toString('hex'),
      dataFolder,
      mayGenerate: true,
    });
    if (!reading.ok) throw new Error(reading.message);
    expect(reading.key.derive('session/1').equals(reading.key.derive('event-token/1'))).toBe(false);
  });
});
