import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Analytics, openAnalytics } from '@jianchat/analytics';
import { embeddedAnalytics } from '@jianchat/analytics/embedded';
import type { LiveAuction, Role } from '@jianchat/api-contract';
import { type AuctionRecord, encodeRecord, TOPIC } from '@jianchat/events';
import type { EventLog } from '@jianchat/log';
import { openLmdbLog } from '@jianchat/log/lmdb';
import { createGates, createPolicyInForce, type NoticeProof, renderPolicyPage } from '@jianchat/policy';
import { readPolicy } from '@jianchat/policy/testing';
import { startTestRecords, type TestRecords } from '@jianchat/records/testing';
import type { Snapshot } from '@jianchat/snapshot';
import { type Control, type ControlOptions, createControl, type LogLine } from '../index.ts';
import type { ProofStore } from '../notices/notices.ts';

export interface TestStores {
  readonly records: TestRecords;
  readonly analytics: Analytics;
  readonly log: EventLog;
  stop(): Promise<void>;
}

/**
 * Records and log, for real, in a temporary folder. Analytics are for real where a test asks for them; starting them
 * takes seconds, so elsewhere there is nobody at their address.
 */
export async function startTestStores(options: { readonly analytics?: true } = {}): Promise<TestStores> {
  const folder = await mkdtemp(join(tmpdir(), 'jianchat-control-'));
  const [records, engine] = await Promise.all([
    startTestRecords(),
    options.analytics ? startAnalytics(join(folder, 'analytics')) : absentAnalytics(),
  ]);
  const log = openLmdbLog({ path: join(folder, 'log'), dedupeWindowMs: 3_600_000 });
  return {
    records,
    analytics: engine.analytics,
    log,
    async stop() {
      await Promise.all([log.close(), engine.stop(), records.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface AnalyticsEngine {
  readonly analytics: Analytics;
  stop(): Promise<void>;
}

async function startAnalytics(dataDir: string): Promise<AnalyticsEngine> {
  const gateway = embeddedAnalytics({ dataDir, memoryBytesMax: 1024 ** 3 });
  const analytics = openAnalytics({ ...(await gateway.start()), database: 'jianchat' });
  await analytics.migrate();
  return {
    analytics,
    async stop() {
      await analytics.close();
      await gateway.stop();
    },
  };
}

/** Port 9 discards what it gets where it is served at all; either way no answer comes. */
function absentAnalytics(): AnalyticsEngine {
  const analytics = openAnalytics({
    url: 'http://127.0.0.1:9',
    username: 'nobody',
    password: '',
    database: 'jianchat',
    timeoutMs: 500,
  });
  return { analytics, stop: () => analytics.close() };
}

export interface TestControl {
  readonly control: Control;
  readonly snapshots: readonly Snapshot[];
  readonly lines: readonly LogLine[];
  /** The settable clock, ms. */
  readonly clock: { nowMs: number };
  /** A key of this role and account or advertiser, as an `Authorization` header. */
  bearer(role: Role, of?: string): Promise<string>;
  /** Listens on a free loopback port; inject cannot read streams. */
  listen(): Promise<string>;
}

/** The project's own policy: the demo's contracts are in it. */
export const testPolicy = readPolicy();
const inForce = createPolicyInForce([{ policy: testPolicy, fromMs: Number.NEGATIVE_INFINITY }], {
  gatesOf: (policy) => createGates(policy, (fieldId) => `hash of ${fieldId}`),
  nowMs: 0,
});
const testVersions = { ...inForce, released: () => [] };

export async function startTestControl(
  stores: TestStores,
  change: Partial<ControlOptions> = {},
): Promise<TestControl> {
  const snapshots: Snapshot[] = [];
  const lines: LogLine[] = [];
  const clock = { nowMs: Date.UTC(2026, 10, 23, 14, 30) };
  const control = createControl({
    records: stores.records.records,
    recordsUrl: stores.records.url,
    analytics: stores.analytics,
    log: stores.log,
    inForce: testVersions,
    proofs: memoryProofs(),
    sendMail: async () => {},
    renderPolicyPage,
    deletionKey: testDeletionKey(),
    snapshotSink: { publish: async (snapshot) => void snapshots.push(snapshot) },
    authSecret: randomBytes(32).toString('hex'),
    publicUrl: 'http://127.0.0.1:8080',
    now: () => clock.nowMs,
    randomBytes,
    status: () => ({ ready: true, parts: [{ name: 'records', status: 'ready', detail: '' }] }),
    onLog: (line) => lines.push(line),
    explain: (_policy, record) => liveAuction(record),
    explainRecipients: () => [],
    ...change,
  });
  await control.start();
  return {
    control,
    snapshots,
    lines,
    clock,
    async bearer(role, of = '') {
      const made = await control.createKey({
        ...{ name: role, role },
        account: role === 'media' ? of : null,
        advertiser: role === 'advertiser' ? of : null,
      });
      if (!made.ok) throw new Error(made.fault);
      return `Bearer ${made.key}`;
    },
    async listen() {
      await control.app.listen({ host: '127.0.0.1', port: 0 });
      const { port } = control.app.server.address() as AddressInfo;
      return `http://127.0.0.1:${port}`;
    },
  };
}

export async function appendAuction(log: EventLog, record: AuctionRecord): Promise<void> {
  await log.append(TOPIC.auctions, { key: '', value: encodeRecord(record) }, { nowMs: record.atMs });
}

function testDeletionKey(): ControlOptions['deletionKey'] {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    publicKey: { kty: 'EC', crv: 'P-256', x, y, kid: 'test', use: 'sig', alg: 'ES256' },
    sign(payload) {
      const signed = `${encode({ alg: 'ES256', kid: 'test' })}.${encode(payload)}`;
      const key = { key: privateKey, dsaEncoding: 'ieee-p1363' as const };
      return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
    },
  };
}

/** What of a record does not depend on the policy. */
export function liveAuction(record: AuctionRecord): LiveAuction {
  const { id, atMs, account, media, channel, country, deviceType, policyVersion } = record;
  return {
    ...{ id, atMs, account, media, channel, country, deviceType, policyVersion },
    durationMs: record.durationUs / 1000,
    regime: 'test',
    reasons: [...record.reasons],
    imps: [],
    fields: [],
    undeclared: [],
    disclosures: [],
  };
}

export function memoryProofs(): ProofStore {
  const proofs = new Map<number, NoticeProof>();
  return { of: (version) => proofs.get(version), put: (proof) => void proofs.set(proof.version, proof) };
}
