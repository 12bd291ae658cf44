import { startTestRecords, type TestRecords } from '@jianchat/records/testing';
import type { Snapshot } from '@jianchat/snapshot';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LogLine } from '../log-line.ts';
import { createConfigListener } from './config-listener.ts';
import { createSnapshotPublisher } from './snapshot-publisher.ts';

let test: TestRecords;
beforeAll(async () => {
  test = await startTestRecords();
});
afterAll(() => test.stop());

let serial = 0;
const changeSomething = () => {
  serial += 1;
  return test.records.db
    .insertInto('accounts')
    .values({ id: `account-${serial}`, name: 'x', currency: 'USD' })
    .execute();
};

function publisherOf(publish: (snapshot: Snapshot) => Promise<void>) {
  const lines: LogLine[] = [];
  const publisher = createSnapshotPublisher({
    db: test.records.db,
    sink: { publish },
    now: () => 7,
    onLog: (line) => lines.push(line),
  });
  return { publisher, lines };
}

describe('the publisher', () => {
  it('publishes forwards only, one at a time, and nothing twice', async () => {
    const revisions: number[] = [];
    let publishing = 0;
    const { publisher } = publisherOf(async ({ revision }) => {
      publishing += 1;
      expect(publishing).toBe(1);
      await new Promise(setImmediate);
      revisions.push(revision);
      publishing -= 1;
    });
    const changes = Array.from({ length: 20 }, async () => {
      await changeSomething();
      await publisher.refresh();
    });
    await Promise.all(changes);
    expect(revisions).toEqual([...new Set(revisions)].toSorted((a, b) => a - b));
    const { revision } = await test.records.db
      .selectFrom('config_revision')
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(revisions.at(-1)).toBe(revision);
    await publisher.refresh();
    expect(revisions.at(-1)).toBe(publisher.published());
  });

  it('tries again after a sink that failed', async () => {
    const publish = vi.fn(async () => {});
    publish.mockRejectedValueOnce(new Error('the disk is full'));
    const { publisher, lines } = publisherOf(publish);
    publisher.refreshSoon();
    await publisher.idle();
    expect(publisher.published()).toBe(-1);
    await vi.waitFor(() =>
      expect(lines).toMatchObject([{ level: 'warn', event: 'control.snapshot.failed' }]),
    );
    await publisher.refresh();
    expect(publish).toHaveBeenCalledTimes(2);
    expect(publisher.published()).toBeGreaterThan(0);
  });
});

describe('the listener', () => {
  it('hears every change, and connects again when its connection is cut', async () => {
    const onChange = vi.fn();
    const lines: LogLine[] = [];
    const listener = createConfigListener({
      url: test.url,
      onChange,
      onLog: (line) => lines.push(line),
      retryMs: 20,
    });
    listener.start();
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1), { timeout: 10_000 });
    await changeSomething();
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(2), { timeout: 10_000 });
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'jianchat control listener'`.execute(test.records.db);
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(3), { timeout: 10_000 });
    expect(lines).toMatchObject([{ event: 'control.listener.lost' }]);
    await changeSomething();
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(4), { timeout: 10_000 });
    await listener.stop();
  });

  it('keeps trying while nobody answers, and stops when told', async () => {
    const lines: LogLine[] = [];
    const listener = createConfigListener({
      url: 'postgresql://nobody@127.0.0.1:9/none',
      onChange: () => expect.unreachable(),
      onLog: (line) => lines.push(line),
      retryMs: 10,
    });
    listener.start();
    await vi.waitFor(() => expect(lines.length).toBeGreaterThan(2), { timeout: 10_000 });
    await listener.stop();
    const { length } = lines;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(lines.length).toBe(length);
  });
});
