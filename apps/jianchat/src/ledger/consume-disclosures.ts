import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { TOPIC } from '@jianchat/events';
import {
  type Batch,
  isSameLeaf,
  type Ledger,
  LedgerFault,
  type LedgerFaultCode,
  type LoggedRecord,
  makeBatch,
  type Published,
} from '@jianchat/ledger';
import { type EventLog, LogFault, type LogFaultCode } from '@jianchat/log';
import type { Witnesses, WitnessFault } from './ask-witnesses.ts';

/**
 * Why the ledger stands still for now; each is tried again, and none passes a record over.
 * - `record.newer`: the log holds a record of a newer release than this one.
 * - `log.lost`: the event log is not the one whose records were committed, or lacks the one that must come next.
 * - `store.failed`: the ledger's folder could not be read.
 */
export type LedgerConsumerFault =
  | LedgerFaultCode
  | LogFaultCode
  | 'record.newer'
  | 'log.lost'
  | 'store.failed';

export interface LedgerState {
  /** Undefined until the ledger was opened. */
  readonly published: Published | undefined;
  readonly vkey: string | undefined;
  /** The first record of the newest leaf: it is read again at the next start, so the log must not forget it. */
  readonly neededFrom: number;
  /** Records of the event log that no checkpoint covers yet. */
  readonly lag: number;
  readonly fault: LedgerConsumerFault | undefined;
  /** Names of the witnesses that have cosigned what is published; none asked where there are none. */
  readonly witnesses: readonly string[];
}

export interface LedgerConsumerOptions {
  readonly log: EventLog;
  /** Opens the ledger, also again after a fault. */
  readonly open: () => Promise<Ledger>;
  readonly saltKey: Uint8Array;
  /** How long disclosures wait for others to share a checkpoint with, ms. */
  readonly intervalMs?: number;
  /** Called with each checkpoint before the next is made. */
  readonly onPublished?: (published: Published) => void | Promise<void>;
  readonly onState?: (state: LedgerState) => void;
  /** Asked to cosign checkpoints: each one while there is no hurry, and else one of them now and then. */
  readonly witnesses?: Witnesses;
  readonly onWitnessFaults?: (faults: readonly WitnessFault[]) => void;
  /** Milliseconds from any fixed moment on. */
  readonly now?: () => number;
}

export interface LedgerConsumer {
  state(): LedgerState;
  stop(): Promise<void>;
}

/** Records read at once; this many don't wait for company. */
const RECORDS_MAX = 512;
/** However much there is to commit, witnesses are asked at least this often. */
const WITNESS_MS_MAX = 10_000;
const BACKOFF_MS = { first: 50, max: 5_000 };

/**
 * Commits disclosures to the ledger in the order of the event log. How far it is stands in the ledger's last leaf, so
 * progress and tree can't come apart, whenever the process ends.
 */
export function startLedgerConsumer(options: LedgerConsumerOptions): LedgerConsumer {
  const ending = new AbortController();
  let state: LedgerState = {
    published: undefined,
    vkey: undefined,
    neededFrom: 0,
    lag: 0,
    fault: undefined,
    witnesses: [],
  };
  const tell = (news: Partial<LedgerState>): void => {
    state = { ...state, ...news };
    options.onState?.(state);
  };
  const running = run(options, { tell, signal: ending.signal, witnessedMs: Number.NEGATIVE_INFINITY });
  return {
    state: () => state,
    async stop() {
      ending.abort();
      await running;
    },
  };
}

interface Run {
  readonly tell: (news: Partial<LedgerState>) => void;
  readonly signal: AbortSignal;
  /** When witnesses were asked last. */
  witnessedMs: number;
}

async function run(options: LedgerConsumerOptions, own: Run): Promise<void> {
  const { tell, signal } = own;
  let ledger: Ledger | undefined;
  let pauseMs = BACKOFF_MS.first;
  while (!signal.aborted) {
    try {
      if (ledger === undefined) {
        const opened = await options.open();
        await assertSameLog(options, opened);
        await publish(options, opened, own);
        ledger = opened;
      }
      await step(options, ledger, own);
      pauseMs = BACKOFF_MS.first;
    } catch (error) {
      tell({ fault: faultOf(error) });
      ledger = undefined;
      await pause(pauseMs, signal);
      pauseMs = Math.min(pauseMs * 2, BACKOFF_MS.max);
    }
  }
}

/**
 * The records of the newest leaf must still give this leaf. Another event log, an older one restored, say, has other
 * records at the same offsets: going on would pass over those that it has had since.
 */
async function assertSameLog({ log, saltKey }: LedgerConsumerOptions, ledger: Ledger): Promise<void> {
  const leaf = ledger.lastLeaf();
  if (leaf === undefined) return;
  const records = await log.read(TOPIC.disclosures, { from: leaf.from, limit: leaf.to - leaf.from });
  const made = makeBatch(records, { saltKey, itemsMax: Number.POSITIVE_INFINITY });
  if (made.status !== 'made' || !isSameLeaf(made.batch.leaf, leaf)) throw new ConsumerFault('log.lost');
}

async function step(options: LedgerConsumerOptions, ledger: Ledger, own: Run): Promise<void> {
  const { tell, signal } = own;
  const { log } = options;
  const from = ledger.nextOffset();
  const lag = (await log.end(TOPIC.disclosures)) - from;
  if (lag < 0) throw new ConsumerFault('log.lost');
  tell({ lag, fault: undefined });
  if (!(await log.wait(TOPIC.disclosures, { from, maxWaitMs: 5_000, signal }))) return;
  if (lag < RECORDS_MAX) await pause(options.intervalMs ?? 1_000, signal);
  const records = await log.read(TOPIC.disclosures, { from, limit: RECORDS_MAX });
  if (records[0]?.offset !== from) throw new ConsumerFault('log.lost');
  await ledger.append(await batchesOf(records, { room: ledger.room(), saltKey: options.saltKey }));
  await publish(options, ledger, own);
}

/** Between two batches the process may answer ad requests. */
async function batchesOf(
  records: readonly LoggedRecord[],
  { room, saltKey }: { room: number; saltKey: Uint8Array },
): Promise<readonly Batch[]> {
  const batches: Batch[] = [];
  let rest = records;
  while (batches.length < room) {
    const made = makeBatch(rest, { saltKey });
    if (made.status === 'newer' && batches.length === 0) throw new ConsumerFault('record.newer');
    if (made.status !== 'made') break;
    batches.push(made.batch);
    rest = made.rest;
    await setImmediate();
  }
  return batches;
}

async function publish(options: LedgerConsumerOptions, ledger: Ledger, own: Run): Promise<void> {
  const published = ledger.published();
  const end = await options.log.end(TOPIC.disclosures);
  await options.onPublished?.(published);
  const lag = Math.max(0, end - ledger.nextOffset());
  own.tell({ published, vkey: ledger.vkey, lag, fault: undefined, witnesses: [] });
  await askWitnesses(options, ledger, { own, lag });
}

/** The log goes on when they have answered or their time is over; a checkpoint that no witness signed is good as it is. */
async function askWitnesses(
  { witnesses, onWitnessFaults, now = performance.now.bind(performance) }: LedgerConsumerOptions,
  ledger: Ledger,
  { own, lag }: { own: Run; lag: number },
): Promise<void> {
  if (witnesses === undefined || (lag >= RECORDS_MAX && now() - own.witnessedMs < WITNESS_MS_MAX)) return;
  own.witnessedMs = now();
  const { cosigned, witnesses: names, faults } = await witnesses.ask(ledger);
  if (cosigned !== undefined) own.tell({ published: await ledger.addSignatures(cosigned), witnesses: names });
  onWitnessFaults?.(faults);
}

class ConsumerFault extends Error {
  readonly code: 'record.newer' | 'log.lost';
  constructor(code: 'record.newer' | 'log.lost') {
    super(code);
    this.code = code;
  }
}

function faultOf(error: unknown): LedgerConsumerFault {
  if (error instanceof LedgerFault || error instanceof LogFault || error instanceof ConsumerFault)
    return error.code;
  return 'store.failed';
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}
