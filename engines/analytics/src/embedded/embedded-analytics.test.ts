import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { startEmbedded, temporaryFolder } from '../testing/embedded-fixture.ts';
import type { AnalyticsEndpoint } from './embedded-analytics.ts';
import { embeddedAnalytics } from './embedded-analytics.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function query(endpoint: AnalyticsEndpoint, text: string): Promise<string> {
  const { url, username, password } = endpoint;
  const headers = { 'x-clickhouse-user': username, 'x-clickhouse-key': password };
  const answer = await fetch(url, { method: 'POST', body: text, headers });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.text()).trim();
}

/** A process of its own that owns a gateway. */
async function startDoomedParent(
  dataDir: string,
): Promise<{ parent: ChildProcess; endpoint: AnalyticsEndpoint }> {
  const file = fileURLToPath(new URL('../testing/doomed-parent.ts', import.meta.url));
  const parent = spawn(process.execPath, [file, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  ends.push(() => void parent.kill('SIGKILL'));
  const [line] = (await once(parent.stdout, 'data')) as [Buffer];
  return { parent, endpoint: JSON.parse(line.toString()) };
}

describe('embeddedAnalytics', () => {
  it('keeps its data over stop and start', async () => {
    const first = await startEmbedded();
    ends.push(() => first.end());
    expect(first.dataDir).toContain(' ');
    await query(
      first.endpoint,
      'CREATE TABLE t ENGINE = MergeTree ORDER BY n AS SELECT number AS n FROM numbers(5)',
    );
    await first.embedded.stop();
    expect(first.embedded.state().status).toBe('stopped');
    await expect(query(first.endpoint, 'SELECT 1')).rejects.toThrow();
    const endpoint = await first.embedded.start();
    expect(await query(endpoint, 'SELECT count() FROM t')).toBe('5');
  });

  it('finishes what it was asked before it stops', async () => {
    const fixture = await startEmbedded();
    ends.push(() => fixture.end());
    const answer = query(fixture.endpoint, "SELECT sleep(0.5), repeat('x', 1000000)");
    // Asked later and answered: the first one has arrived.
    expect(await query(fixture.endpoint, 'SELECT 1')).toBe('1');
    await fixture.embedded.stop();
    expect((await answer).length).toBe(1_000_002);
  });

  it('comes back at the same address after kill -9', async () => {
    const fixture = await startEmbedded();
    ends.push(() => fixture.end());
    const pid = fixture.embedded.pid() ?? 0;
    process.kill(pid, 'SIGKILL');
    await expect
      .poll(() => fixture.embedded.state(), { timeout: 10_000 })
      .toMatchObject({ status: 'ready', restarts: 1 });
    expect(fixture.embedded.pid()).not.toBe(pid);
    expect(await query(fixture.endpoint, 'SELECT 1')).toBe('1');
  });

  it('lets no second gateway onto a folder', async () => {
    const fixture = await startEmbedded();
    ends.push(() => fixture.end());
    const second = embeddedAnalytics({ dataDir: fixture.dataDir, lockWaitMs: 100 });
    await expect(second.start()).rejects.toThrow(/in use by process \d+/);
    expect(second.state().status).toBe('stopped');
    expect(await query(fixture.endpoint, 'SELECT 1')).toBe('1');
  });

  it('dies with its parent, in the middle of a statement, and leaves the folder to the next', async () => {
    const dataDir = temporaryFolder();
    ends.push(() => rmSync(dataDir, { recursive: true, force: true }));
    const { parent, endpoint } = await startDoomedParent(dataDir);
    await query(endpoint, 'CREATE TABLE t (n UInt8) ENGINE = MergeTree ORDER BY n');
    await query(endpoint, 'INSERT INTO t VALUES (7)');
    const running = query(endpoint, 'SELECT count() FROM numbers(1e13)').then(
      () => 'answered',
      () => 'cut off',
    );
    expect(await query(endpoint, 'SELECT 1')).toBe('1');
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    // Started at once: it waits for the orphan to let go.
    const next = await startEmbedded({ dataDir });
    ends.push(() => next.end());
    expect(await running).toBe('cut off');
    await expect(fetch(`${endpoint.url}/ping`)).rejects.toThrow();
    expect(await query(next.endpoint, 'SELECT n FROM t')).toBe('7');
  });
});
