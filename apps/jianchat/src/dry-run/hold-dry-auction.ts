import { createHmac, randomBytes } from 'node:crypto';
import {
  type AuctionView,
  type ExplainedAuction,
  explainRecord,
  type ImpView,
  type LocalDemand,
} from '@jianchat/auction';
import {
  createDirectDemand,
  type ExpectedValue,
  type Unconsidered,
  whyUnconsidered,
} from '@jianchat/demand-direct';
import { type AuctionRecord, decodeRecord, TOPIC } from '@jianchat/events';
import { createExchange, type Outer } from '@jianchat/exchange';
import type { HotState } from '@jianchat/hot';
import type { EventLog } from '@jianchat/log';
import { type AskedAnew, type CompiledPolicy, createGates } from '@jianchat/policy';
import type { Snapshot } from '@jianchat/snapshot';
import { hotOverlay } from './hot-overlay.ts';

export interface DryAuctionMeans {
  readonly policy: CompiledPolicy;
  readonly askedAnew: readonly AskedAnew[];
  readonly snapshot: Snapshot;
  /** Read only: what was spent and delivered. */
  readonly hot: Pick<HotState, 'readNumber' | 'readBytes'>;
  readonly expectedValue?: ExpectedValue;
  readonly lookUpCountry: (ip: string) => string | undefined;
  readonly nowMs: number;
}

export type DryAuction =
  | {
      readonly ok: true;
      readonly auction: ExplainedAuction;
      readonly unconsidered: readonly UnconsideredLine[];
    }
  /** What the exchange answered instead of holding an auction. */
  | { readonly ok: false; readonly status: number; readonly body: string };

export type UnconsideredLine = { readonly lineItem: string } & Unconsidered;

/** Named per imp, as many as records keep. */
const NON_BIDS_MAX = 50;
/** Nobody outside is waited for. */
const TMAX_MS = 5_000;

/**
 * Holds the auction of one request among direct line items as the exchange would at that moment, without bidders, and leaves nothing
 * behind: no record, no lease, no count. Nobody is recognised, so caps stand as for somebody who is not.
 */
export async function holdDryAuction(
  request: Readonly<Record<string, unknown>>,
  { means, outer }: { means: DryAuctionMeans; outer: Outer },
): Promise<DryAuction> {
  const { policy, snapshot, nowMs } = means;
  const key = randomBytes(32);
  const gates = createGates(policy, (field, value) =>
    createHmac('sha256', key).update(`${field} ${value}`).digest('base64url'),
  );
  const hot = hotOverlay(means.hot);
  const now = (): number => nowMs;
  const direct = createDirectDemand({
    hot,
    now,
    nonBidsMax: NON_BIDS_MAX,
    ...(means.expectedValue && { expectedValue: means.expectedValue }),
  });
  const asked: Asked[] = [];
  const records: AuctionRecord[] = [];
  const exchange = createExchange({
    inForce: { at: () => ({ policy, gates, askedAnew: means.askedAnew }) },
    snapshots: { current: () => snapshot, subscribe: () => () => undefined },
    hot,
    log: keeping(records),
    key,
    publicUrl: 'http://127.0.0.1',
    now,
    randomBytes,
    lookUpCountry: means.lookUpCountry,
    counters: { count: () => undefined, countCall: () => undefined },
    demand: [watched(direct, asked)],
    tmaxDefaultMs: TMAX_MS,
    tmaxMaxMs: TMAX_MS,
    fetchDocument: async () => ({ ok: false, why: 'nothing is fetched' }),
  });
  try {
    // Being asked, it reads the snapshot; what is held of budgets is there once leases are renewed.
    exchange.ready();
    await direct.renew();
    const ask = async () => {
      const answer = await exchange.auction({ body: Buffer.from(JSON.stringify(request)), outer });
      await exchange.settled();
      await direct.renew();
      return answer;
    };
    // The price of a day is held out of its order's budget once somebody asked for it.
    if (snapshot.lineItems.some(({ cost, order }) => cost?.model === 'flat' && order !== undefined))
      await ask();
    const answer = await ask();
    const record = records.at(-1);
    if (record === undefined) return { ok: false, status: answer.status, body: answer.body };
    const auction = explainRecord(policy, record);
    return { ok: true, auction, unconsidered: unconsideredIn(auction, { snapshot, asked }) };
  } finally {
    await exchange.close();
    await direct.close();
  }
}

/** An imp as demand was asked for it. */
interface Asked {
  readonly imp: ImpView;
  readonly view: AuctionView;
}

/** The same demand; notes what it is asked. */
function watched(demand: LocalDemand, asked: Asked[]): LocalDemand {
  return {
    ...demand,
    load(snapshot) {
      const book = demand.load(snapshot);
      return {
        ...book,
        offers(imp, view) {
          asked.push({ imp, view });
          return book.offers(imp, view);
        },
      };
    },
  };
}

/** The later, the further a line item got. */
const STEPS: readonly Unconsidered['why'][] = ['time', 'targeting', 'form', 'currency', 'outranked'];

/** Line items that no imp had as a candidate, and why not: for the imp where it got furthest. */
function unconsideredIn(
  { imps }: ExplainedAuction,
  { snapshot, asked }: { snapshot: Snapshot; asked: readonly Asked[] },
): readonly UnconsideredLine[] {
  const named = new Set(imps.flatMap(({ candidates }) => candidates.map(({ demand }) => demand)));
  return snapshot.lineItems.flatMap((line) => {
    if (named.has(line.id)) return [];
    const [furthest] = asked
      .map(({ imp, view }) => whyUnconsidered(line, imp, view))
      .sort((a, b) => STEPS.indexOf(b.why) - STEPS.indexOf(a.why));
    return furthest === undefined ? [] : [{ lineItem: line.id, ...furthest }];
  });
}

/** A log that holds on to auctions and forgets the rest. */
function keeping(records: AuctionRecord[]): EventLog {
  let offset = 0;
  return {
    capabilities: { dedupeWindowMs: Number.MAX_SAFE_INTEGER },
    async append(topic, { value }) {
      if (topic === TOPIC.auctions) records.push(decodeRecord<AuctionRecord>(value));
      return { status: 'appended', offset: offset++ };
    },
    flush: async () => undefined,
    read: async () => [],
    end: async () => offset,
    wait: async () => false,
    trim: async () => undefined,
    ready: () => true,
    close: async () => undefined,
  };
}
