import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeRecord, type EventRecord, TOPIC } from '@jianchat/events';
import { NOON_MS, SAMPLE_KEY } from '@jianchat/events/testing';
import type { EventLog } from '@jianchat/log';
import { openLmdbLog } from '@jianchat/log/lmdb';
import { type CollectorOptions, type CollectorOutcome, createCollector } from '../index.ts';

/** How long an event of the scene counts after its auction, ms. */
export const LIFETIME_MS = 3_600_000;

export interface CollectorScene {
  /** What the collector takes for the present; a test may move it. */
  nowMs: number;
  readonly log: EventLog;
  /** Of every request, in order. */
  readonly outcomes: readonly CollectorOutcome[];
  /** What a request threw; nothing, mostly. */
  readonly faults: readonly unknown[];
  readonly port: number;
  ask(path: string, init?: RequestInit): Promise<Response>;
  recorded(): Promise<readonly EventRecord[]>;
  close(): Promise<void>;
}

/** A collector behind a port of its own, over a log on disk, shortly after the auction of `sampleClaims`. */
export async function openCollectorScene(
  options: Pick<CollectorOptions, 'conversionsOf'> & { readonly uncounted?: boolean } = {},
): Promise<CollectorScene> {
  const folder = await mkdtemp(join(tmpdir(), 'collector-'));
  const log = openLmdbLog({ path: folder, dedupeWindowMs: LIFETIME_MS });
  const outcomes: CollectorOutcome[] = [];
  const faults: unknown[] = [];
  const { uncounted = false, ...more } = options;
  const collector = createCollector({
    log,
    key: SAMPLE_KEY,
    lifetimeMs: LIFETIME_MS,
    now: () => scene.nowMs,
    isRobot: (userAgent) => /bot/i.test(userAgent),
    isOptedOut: (cookies) => cookies?.includes('uids=out') === true,
    ...(!uncounted && { counters: (outcome: CollectorOutcome) => outcomes.push(outcome) }),
    ...more,
  });
  const server = createServer((req, res) => {
    collector.handle(req, res, req.url ?? '').catch((error: unknown) => faults.push(error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const scene: CollectorScene = {
    nowMs: NOON_MS + 5,
    log,
    outcomes,
    faults,
    port,
    ask: (path, init = {}) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init }),
    recorded: async () =>
      (await log.read(TOPIC.events, { from: 0, limit: 100 })).map((entry) =>
        decodeRecord<EventRecord>(entry.value),
      ),
    async close() {
      server.closeAllConnections();
      server.close();
      await log.close();
      await rm(folder, { recursive: true });
    },
  };
  return scene;
}
