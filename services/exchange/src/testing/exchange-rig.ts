import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RemoteDemand } from '@jianchat/auction';
import { createDirectDemand, type ExpectedValue } from '@jianchat/demand-direct';
import { createMediation } from '@jianchat/demand-mediation';
import { createOpenRtbDemand } from '@jianchat/demand-openrtb';
import { type AuctionRecord, type DisclosureRecord, decodeRecord, TOPIC } from '@jianchat/events';
import type { HotState } from '@jianchat/hot';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import type { Recogniser } from '@jianchat/identity';
import type { EventLog } from '@jianchat/log';
import { openLmdbLog } from '@jianchat/log/lmdb';
import {
  type CompiledPolicy,
  compilePolicy,
  createGates,
  type KeyedHash,
  type PolicyInForce,
} from '@jianchat/policy';
import { buildSnapshot, ImportFile, type Snapshot, type SnapshotSource } from '@jianchat/snapshot';
import type { CounterName } from '../counters.ts';
import { createExchange, type Exchange, type ExchangeOptions } from '../create-exchange.ts';
import type { LoadBounds } from '../load-shedding.ts';

export const HOST_KEY = 'key-of-the-host';
export const COOKIE_KEY = Buffer.alloc(32, 4);
export const TOKEN_KEY = Buffer.alloc(32, 7);

const POLICY_FOLDER = new URL('../../../../policy/', import.meta.url);

/** The project's own policy, compiled. */
export async function projectPolicy(): Promise<CompiledPolicy> {
  const text = (path: string): Promise<string> => readFile(new URL(path, POLICY_FOLDER), 'utf8');
  const compiled = compilePolicy({
    file: 'policy.yaml',
    yaml: await text('policy.yaml'),
    texts: {
      en: { file: 'text/en.yaml', yaml: await text('text/en.yaml') },
      zh: { file: 'text/zh.yaml', yaml: await text('text/zh.yaml') },
    },
  });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults[0]));
  return compiled.policy;
}

/** A snapshot of an import file's content, checked as the platform checks it. */
export function snapshotOf(content: unknown, revision = 1): Snapshot {
  return buildSnapshot(ImportFile.parse(content), { revision, builtAtMs: 0 });
}

export interface ExchangeRig {
  readonly exchange: Exchange;
  readonly policy: CompiledPolicy;
  readonly log: EventLog;
  readonly hot: HotState;
  /** `http://127.0.0.1:PORT` of the exchange. */
  readonly url: string;
  readonly counts: ReadonlyMap<CounterName, number>;
  /** Bidders and how their calls went, oldest first. */
  readonly calls: readonly string[];
  use(snapshot: Snapshot): void;
  auctions(): Promise<readonly AuctionRecord[]>;
  disclosures(): Promise<readonly DisclosureRecord[]>;
  close(): Promise<void>;
}

export interface RigOptions {
  /** What ads that pay per click are expected to bring. */
  readonly expectedValue?: ExpectedValue;
  readonly snapshot?: Snapshot;
  /** Stands in for the log the exchange gets; the real one stays readable. */
  readonly wrapLog?: (log: EventLog) => EventLog;
  readonly lookUpCountry?: (ip: string) => string | undefined;
  readonly now?: () => number;
  readonly randomBytes?: (n: number) => Buffer;
  readonly load?: LoadBounds;
  /** Knows people again; default nobody. */
  readonly recogniser?: (hot: HotState) => Recogniser;
  /** Names persons and households for counting; default nobody. */
  readonly countedHashes?: ExchangeOptions['countedHashes'];
  /** What people told the platform itself; default nobody anything. */
  readonly choices?: (hot: HotState) => NonNullable<ExchangeOptions['choices']>;
  /** Which policy rules when; default the project's, always. */
  readonly inForce?: (keyedHash: KeyedHash, policy: CompiledPolicy) => Pick<PolicyInForce, 'at'>;
  readonly onFault?: (fault: unknown) => void;
  /** Stands in for how bidders are asked. */
  readonly ask?: RemoteDemand['ask'];
  readonly trustForwardedFor?: boolean;
  /** Told of each answer of the other routes. */
  readonly onAnswered?: ExchangeOptions['onAnswered'];
  readonly onReported?: ExchangeOptions['onReported'];
  /** Bounds of the markup kept for pages. */
  readonly creatives?: ExchangeOptions['creativeBounds'];
}

/** Much more than any test needs: a busy machine must not turn an answer into a timeout. */
const TMAX_MS = 20_000;

/** An exchange on loopback with the real gates, engines and kinds of demand, in a temporary folder. */
export async function startExchangeRig(options: RigOptions = {}): Promise<ExchangeRig> {
  const folder = await mkdtemp(join(tmpdir(), 'exchange-'));
  const policy = await projectPolicy();
  const hashing: KeyedHash = (field, value) =>
    createHmac('sha256', TOKEN_KEY).update(`${field} ${value}`).digest('base64url');
  const ruling = { policy, gates: createGates(policy, hashing) };
  const log = openLmdbLog({ path: join(folder, 'log'), dedupeWindowMs: 86_400_000 });
  const hot = openLmdbHot({ path: join(folder, 'hot') });
  const direct = createDirectDemand({
    hot,
    ...(options.expectedValue && { expectedValue: options.expectedValue }),
  });
  const remote = createOpenRtbDemand();
  const counts = new Map<CounterName, number>();
  const calls: string[] = [];
  const source = snapshotBox(options.snapshot);
  const exchange = createExchange({
    inForce: options.inForce?.(hashing, policy) ?? { at: () => ruling },
    snapshots: source,
    hot,
    log: options.wrapLog?.(log) ?? log,
    key: TOKEN_KEY,
    publicUrl: 'https://ads.example',
    now: options.now ?? (() => performance.timeOrigin + performance.now()),
    randomBytes: options.randomBytes ?? randomBytes,
    lookUpCountry: options.lookUpCountry ?? (() => undefined),
    counters: {
      count: (name) => counts.set(name, (counts.get(name) ?? 0) + 1),
      countCall: (bidder, outcome) => calls.push(`${bidder} ${outcome}`),
    },
    demand: [direct, options.ask === undefined ? remote : { ...remote, ask: options.ask }],
    mediation: createMediation(),
    tmaxDefaultMs: TMAX_MS,
    tmaxMaxMs: TMAX_MS,
    ...(options.recogniser && { recogniser: options.recogniser(hot) }),
    ...(options.countedHashes && { countedHashes: options.countedHashes }),
    ...(options.choices && { choices: options.choices(hot) }),
    ...(options.onFault && { onFault: options.onFault }),
    ...(options.trustForwardedFor && { trustForwardedFor: true }),
    ...(options.onAnswered && { onAnswered: options.onAnswered }),
    ...(options.onReported && { onReported: options.onReported }),
    cookieKey: COOKIE_KEY,
    hostKey: HOST_KEY,
    build: { revision: 'test', version: '1.2.3' },
    ...(options.creatives && { creativeBounds: options.creatives }),
    ...(options.load && { load: options.load }),
  });
  const server = createServer((req, res) => void exchange.handle(req, res)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const read = async (topic: string) => log.read(topic, { from: 0, limit: 100_000 });
  return {
    exchange,
    policy,
    log,
    hot,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    calls,
    use: source.use,
    auctions: async () => (await read(TOPIC.auctions)).map(({ value }) => decodeRecord<AuctionRecord>(value)),
    disclosures: async () =>
      (await read(TOPIC.disclosures)).map(
        ({ value }): DisclosureRecord => JSON.parse(Buffer.from(value).toString()),
      ),
    async close() {
      server.closeAllConnections();
      server.close();
      await exchange.close();
      await remote.close();
      await direct.close();
      await log.close();
      await hot.close();
      await rm(folder, { recursive: true });
    },
  };
}

function snapshotBox(first: Snapshot | undefined): SnapshotSource & { use(snapshot: Snapshot): void } {
  let current = first;
  const listeners = new Set<(snapshot: Snapshot) => void>();
  return {
    current: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    use(snapshot) {
      current = snapshot;
      for (const listener of listeners) listener(snapshot);
    },
  };
}
