import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Snapshot } from '@jianchat/snapshot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSnapshotFile, type SnapshotFile } from './snapshot-file.ts';

const snapshot = (revision: number): Snapshot => ({
  revision,
  builtAtMs: revision,
  host: {},
  accounts: [],
  disabledAccounts: [],
  media: [],
  placements: [],
  storedRequests: {},
  storedImps: {},
  storedResponses: {},
  categoryMappings: {},
  bidders: [],
  pausedBidders: [],
  lineItems: [],
});

let folder: string;
const open: SnapshotFile[] = [];
const opened = () => {
  const file = openSnapshotFile(folder);
  open.push(file);
  return file;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jianchat snapshot '));
});
afterEach(() => {
  for (const file of open.splice(0)) file.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the snapshot file', () => {
  it('is found again after a restart', async () => {
    expect(opened().current()).toBeUndefined();
    await opened().publish(snapshot(3));
    expect(opened().current()?.revision).toBe(3);
  });

  it('tells another process of a new snapshot and never goes back', async () => {
    const reader = opened();
    const seen = new Promise<number>((resolve) => reader.subscribe((s) => resolve(s.revision)));
    const writer = opened();
    await writer.publish(snapshot(2));
    expect(await seen).toBe(2);
    await writer.publish(snapshot(1));
    expect(writer.current()?.revision).toBe(2);
  });
});
