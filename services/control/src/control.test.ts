import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sampleImport } from './testing/sample-import.ts';
import {
  startTestControl,
  startTestStores,
  type TestControl,
  type TestStores,
} from './testing/start-test-control.ts';

let stores: TestStores;
let test: TestControl;

beforeAll(async () => {
  stores = await startTestStores();
  test = await startTestControl(stores);
}, 120_000);
afterAll(async () => {
  await test.control.stop();
  await stores.stop();
});

describe('snapshots', () => {
  it('are published at start and at each change, and not without one', async () => {
    expect(test.snapshots).toHaveLength(1);
    const outcome = await test.control.importConfiguration(sampleImport);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
    await vi.waitFor(() => expect(test.snapshots.at(-1)?.revision).toBe(outcome.revision), {
      timeout: 10_000,
    });
    const published = test.snapshots.length;
    expect(test.snapshots.at(-1)).toMatchObject({
      accounts: [{ id: 'press' }],
      lineItems: [{ id: 'line', currency: 'USD', creatives: [{ id: 'box' }] }],
    });
    const again = await test.control.importConfiguration(await test.control.exportConfiguration());
    expect(again).toMatchObject({ created: 0, changed: 0 });
    expect(again.ok && again.unchanged).toBeGreaterThanOrEqual(11);
    await stores.records.records.db.updateTable('accounts').set({ name: 'Renamed' }).execute();
    await vi.waitFor(() => expect(test.snapshots.at(-1)?.accounts[0]?.name).toBe('Renamed'), {
      timeout: 10_000,
    });
    expect(test.snapshots).toHaveLength(published + 1);
  });
});
