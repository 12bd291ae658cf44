import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Demand, MediationDemand } from '@jianchat/auction';
import { createTokenMint } from '@jianchat/events';
import type { HotState } from '@jianchat/hot';
import { type Choices, COMMITMENT_BYTES, pooledRandom, type Recogniser } from '@jianchat/identity';
import type { EventLog } from '@jianchat/log';
import type { BidResponse } from '@jianchat/openrtb';
import type { InForce, PolicyInForce } from '@jianchat/policy';
import type { Snapshot, SnapshotSource } from '@jianchat/snapshot';
import { type Held, holdAuction } from './auction.ts';
import type { AuctionAnswer, AuctionCall } from './auction-call.ts';
import { createBeside } from './beside/beside.ts';
import type { FetchDocument } from './beside/fetch-document.ts';
import { createCallGates } from './call-gates.ts';
import { buildCatalogue, type Catalogue } from './catalogue.ts';
import type { Counters } from './counters.ts';
import { type CountedNames, countingRule } from './counting/counting-rule.ts';
import { type CreativeBounds, type CreativeCache, createCreativeCache } from './creatives/creative-cache.ts';
import { createCreativeWatch } from './creatives/watch-creatives.ts';
import { createHandler } from './http/handler.ts';
import { hostCheck } from './http/host-key.ts';
import { BYTES_MAX } from './http/read-body.ts';
import { createLoadShedding, type LoadBounds } from './load-shedding.ts';
import type { AuctionInput } from './open-auction.ts';
import {
  countryRule,
  holdRule,
  keepsChains,
  learnableRule,
  type Parts,
  reportableRule,
  reviewsCreatives,
  viewsRule,
} from './parts.ts';
import { type Refusal, refusalText, refuse, type Unserved, unservedBody } from './refusal.ts';
import type { ReportedKind } from './routes/reported-kind.ts';
import type { Build, HeldAuction } from './routes/route.ts';
import { AUCTION_PATH } from './routes/route-table.ts';
import { createRouteServer } from './routes/serve-routes.ts';
import { createSharedTurn } from './shared-turn.ts';
import { createFloodWatch, doubtsOf } from './stages/doubts.ts';
import { ownChoices } from './stages/own-choices.ts';
import { recognition } from './stages/recognise.ts';
import { createRecorder } from './stages/record.ts';
import { createChainWatch } from './supply/watch-chains.ts';
import { createCookieSeal } from './user-sync/cookie-seal.ts';
import { createKeepRefusals } from './user-sync/keep-refusals.ts';
import { newUuid } from './uuid.ts';

export interface ExchangeOptions {
  /** Asked once per request: a scheduled version takes over between two of them. */
  readonly inForce: Pick<PolicyInForce, 'at'>;
  readonly snapshots: SnapshotSource;
  readonly hot: HotState;
  readonly log: EventLog;
  /** Event token key, at least 32 secret bytes; the collector holds the same. */
  readonly key: Uint8Array;
  /** Where clients reach the collector, without a slash at the end. */
  readonly publicUrl: string;
  /** Milliseconds since epoch; fractions make the recorded durations finer. */
  readonly now: () => number;
  readonly randomBytes: (n: number) => Buffer;
  /** ISO 3166-1 alpha-2 of an address, from a local database. */
  readonly lookUpCountry: (ip: string) => string | undefined;
  /** Whether a user agent names itself a robot; without it nobody does. Nothing is learnt from robots' requests. */
  readonly isRobot?: (userAgent: string) => boolean;
  readonly counters: Counters;
  readonly demand: readonly Demand[];
  /** Ranks the networks whose SDKs an app holds; without it no app is told an order. */
  readonly mediation?: MediationDemand;
  /** Knows people again where the policy allows it; without it everybody is a stranger in the record of disclosures. */
  readonly recogniser?: Recogniser;
  /** Names persons and households for counting what is shown to them; without it devices alone are counted. */
  readonly countedHashes?: Pick<CountedNames, 'person' | 'household'>;
  /** What people told the platform itself; without it nobody did. */
  readonly choices?: Pick<Choices, 'of' | 'add' | 'takeBack'>;
  /** Told of each fault of the exchange itself (a bug): the client gets a 500 without details. */
  readonly onFault?: (fault: unknown) => void;
  /** When requests are answered without an auction, because there is more to do than can be done in time. */
  readonly load?: LoadBounds;
  /** Processes of this host that answer ad requests at first and share what bidders may be asked (1). */
  readonly processes?: number;
  /** Time for a request that names none, ms (1,000). */
  readonly tmaxDefaultMs?: number;
  /** Most time a request can ask for, ms (5,000). */
  readonly tmaxMaxMs?: number;
  /** Fetches currency rates and price floors beside requests; default by HTTP. */
  readonly fetchDocument?: FetchDocument;
  /** Take the client's address from the last entry of X-Forwarded-For: only behind a proxy that sets it. */
  readonly trustForwardedFor?: boolean;
  /** How much markup is kept for pages and players, and for how long. */
  readonly creativeBounds?: CreativeBounds;
  /** Told of each answer of a route beside the auction: its name in the route table, and the status. */
  readonly onAnswered?: (route: string, status: number) => void;
  /** Told of each event that a page reports at `/event`, by its kind: anybody can make one up, so it is counted and no more. */
  readonly onReported?: (kind: ReportedKind) => void;
  /** Seals the cookie of bidders' ids, 32 secret bytes; without it no opt-out is kept under them. */
  readonly cookieKey?: Uint8Array;
  /** Opens what only whoever runs the host may read (`/currency/rates`); without it nobody may. */
  readonly hostKey?: string;
  /** What `/version` says. */
  readonly build?: Build;
}

export interface Exchange {
  /** Everything of which `isExchangePath` is true. Never rejects. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** The same without HTTP, for tests and benches. The record goes to the log behind the answer. */
  auction(call: AuctionCall): Promise<AuctionAnswer>;
  /** True while ads can be answered: a snapshot is there. */
  ready(): boolean;
  /** How busy it is: auctions under way, and bidders that are left alone because their calls failed. */
  load(): { readonly auctionsUnderWay: number; readonly pausedBidders: readonly string[] };
  /** Markup that pages and players fetch by its id. */
  readonly creatives: CreativeCache;
  /** So many processes of this host answer ad requests now, and share what bidders may be asked. */
  setProcesses(processes: number): void;
  /** Resolves when the records of answered auctions are durable or given up. */
  settled(): Promise<void>;
  /** Ends the subscription and waits until the records under way are durable. */
  close(): Promise<void>;
}

const NO_HASHES = { person: () => undefined, household: () => undefined };
const TMAX_DEFAULT_MS = 1_000;
const TMAX_MAX_MS = 5_000;
/** AdCOM "No-Bid Reason Codes": technical error. */
const NBR_TECHNICAL = 1;

export function createExchange(options: ExchangeOptions): Exchange {
  const { counters } = options;
  const turn = createSharedTurn();
  const callGates = createCallGates(options.processes ?? 1);
  const beside = createBeside(options);
  const creatives = createCreativeCache({ ...options, ...options.creativeBounds });
  const chains = createChainWatch(options.log, counters);
  const partsUnder = currentParts(options, { turn, callGates, creatives, chains, ...beside.sources });
  const now = options.now;
  const recorder = createRecorder(options.log, counters);
  const watch = createCreativeWatch(options.log, counters);
  const catalogue = currentCatalogue(options);
  const shedding = createLoadShedding(options.load ?? {});

  const hold = async (call: Omit<AuctionInput, 'startedMs'>): Promise<Holding> => {
    const startedMs = now();
    const ruling = options.inForce.at(startedMs);
    const parts = partsUnder(ruling);
    const current = catalogue.get(ruling);
    if (current === undefined) {
      counters.count('auction.refused');
      return NO_INVENTORY;
    }
    const end = shedding.begin();
    if (typeof end !== 'function') {
      counters.count(end);
      return OVERLOADED;
    }
    try {
      const held = await holdAuction({ ...call, startedMs }, { parts, catalogue: current });
      if (!held.ok) {
        counters.count('auction.refused');
        return held;
      }
      counters.count(held.response.seatbid?.length ? 'auction.filled' : 'auction.unfilled');
      setImmediate(() => {
        recorder.write(held.record());
        if (parts.reviewsCreatives) watch.see(held.toReview(), now());
      });
      return held;
    } finally {
      end();
    }
  };

  const auction = async (call: AuctionCall): Promise<AuctionAnswer> => {
    const held = await hold({ onGone: undefined, ...call });
    if (held === NO_INVENTORY) return text(503, 'The exchange has no inventory yet.\n');
    if (held === OVERLOADED) return json(unbid(requestIdOf(call.body)));
    const told = heldAuction(held);
    return told.ok || told.status === 200 ? json(told.response) : text(told.status, refusalText(told));
  };

  const settled = async (): Promise<void> => {
    // Records are made one turn after their answers.
    await new Promise((resolve) => setImmediate(resolve));
    await recorder.settled();
    await watch.settled();
    await chains.settled();
  };

  const serving = {
    now,
    onFault: options.onFault ?? (() => undefined),
    trustForwardedFor: options.trustForwardedFor === true,
    bodyBytesMax: () => options.snapshots.current()?.host.requestBytesMax ?? BYTES_MAX,
  };
  const build = options.build ?? { revision: '', version: '' };
  const handleAuction = createHandler({ ...serving, build, auction, counters, turn });
  const handleRoute = createRouteServer({
    ...serving,
    creatives,
    build,
    cookieSeal: options.cookieKey && createCookieSeal(options.cookieKey),
    refusals: createKeepRefusals({ choices: options.choices, counters }),
    isHost: hostCheck(options.hostKey),
    onReported: options.onReported ?? (() => undefined),
    newId: () => newUuid(options.randomBytes),
    holdAuction: async (raw, { outer, onGone }) => heldAuction(await hold({ body: raw, outer, onGone })),
    onAnswered: options.onAnswered ?? (() => undefined),
    ground(nowMs) {
      const ruling = options.inForce.at(nowMs);
      const current = catalogue.get(ruling);
      return current && { parts: partsUnder(ruling), catalogue: current };
    },
  });

  return {
    handle: (req, res) => (isPosted(req) ? handleAuction(req, res) : handleRoute(req, res)),
    creatives,
    auction,
    ready: () => catalogue.get(options.inForce.at(now())) !== undefined,
    load: () => ({
      auctionsUnderWay: shedding.auctionsUnderWay(),
      pausedBidders: callGates.paused(now()),
    }),
    setProcesses: (processes) => callGates.setProcesses(processes, now()),
    settled,
    async close() {
      catalogue.end();
      await beside.close();
      await settled();
      await creatives.close();
    },
  };
}

/** What came of a request for an auction. */
type Holding = Held | Refusal | Unserved | typeof NO_INVENTORY | typeof OVERLOADED;

const NO_INVENTORY: unique symbol = Symbol('no inventory yet');
const OVERLOADED: unique symbol = Symbol('too much to do');

const unbid = (id: string): BidResponse => ({ id, seatbid: [], nbr: NBR_TECHNICAL });

/** The same as routes take it. */
function heldAuction(held: Holding): HeldAuction {
  if (held === NO_INVENTORY) return refuse('The exchange has no inventory yet.', 503);
  if (held === OVERLOADED) return { ok: false, status: 200, response: unbid('') };
  if (held.ok || held.status !== 200) return held;
  return { ok: false, status: 200, response: unservedBody(held) };
}

/** Whether the short way is for it: an auction whose request is in the body, as nearly all are. */
function isPosted({ method, url = '' }: IncomingMessage): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  return url === AUCTION_PATH || (url.startsWith(AUCTION_PATH) && url.charAt(AUCTION_PATH.length) === '?');
}

/** What an auction's stages share, made anew when another version of the policy takes over. */
function currentParts(
  options: ExchangeOptions,
  { chains, ...shared }: Pick<Parts, 'turn' | 'callGates' | 'creatives' | 'chains' | 'rates' | 'floors'>,
): (ruling: InForce) => Parts {
  const randomBytes = pooledRandom(options.randomBytes);
  const { isRobot = () => false } = options;
  const isFlood = createFloodWatch(randomBytes(4).readUInt32LE(0));
  const lasting = {
    log: options.log,
    mint: createTokenMint(options.key),
    publicUrl: options.publicUrl,
    counters: options.counters,
    mediation: options.mediation,
    onFault: options.onFault ?? (() => undefined),
    ...shared,
    now: options.now,
    randomBytes,
    lookUpCountry: options.lookUpCountry,
    tmaxDefaultMs: options.tmaxDefaultMs ?? TMAX_DEFAULT_MS,
    tmaxMaxMs: options.tmaxMaxMs ?? TMAX_MAX_MS,
  };
  let made: { readonly ruling: InForce; readonly parts: Parts } | undefined;
  return (ruling) => {
    if (made?.ruling === ruling) return made.parts;
    const { policy, gates } = ruling;
    const recognise = recognition(policy, gates);
    const commitTo: Parts['commitTo'] = ({ admitted, auctionId }) =>
      options.recogniser?.commit(recognise(admitted), auctionId) ?? randomBytes(COMMITMENT_BYTES);
    const countedAs = countingRule(policy, gates, {
      ...(options.countedHashes ?? NO_HASHES),
      device: (admitted) =>
        options.recogniser?.pseudonym(recognise(admitted), 'shown')?.toString('base64url'),
    });
    const countryAllowed = countryRule(policy, gates);
    const own = ownChoices(policy, { gates, choices: options.choices });
    const { askedAnew } = ruling;
    const reportable = reportableRule(policy, gates);
    const rules = {
      policy,
      gates,
      countryAllowed,
      countedAs,
      learnable: learnableRule(policy),
      reportable,
      remembersViews: viewsRule(policy, gates),
      osAllowed: holdRule(policy, gates, 'operatingSystem'),
      sizesAllowed: holdRule(policy, gates, 'adSize'),
      doubts: doubtsOf(policy, { gates, isRobot, isFlood }),
      reviewsCreatives: reviewsCreatives(policy),
      chains: keepsChains(policy) ? chains : undefined,
      ownChoices: own,
      ...(askedAnew && { askedAnew }),
    };
    made = { ruling, parts: { ...lasting, ...rules, commitTo } };
    return made.parts;
  };
}

interface CurrentCatalogue {
  get(ruling: InForce): Catalogue | undefined;
  end(): void;
}

/** Indexes each snapshot when it arrives, so that no request waits for it; again when another policy takes over. */
function currentCatalogue(options: ExchangeOptions): CurrentCatalogue {
  let built: { readonly catalogue: Catalogue; readonly ruling: InForce } | undefined;
  const take = (snapshot: Snapshot, ruling: InForce): Catalogue => {
    if (built?.catalogue.snapshot === snapshot && built.ruling === ruling) return built.catalogue;
    const catalogue = buildCatalogue(snapshot, { policy: ruling.policy, demand: options.demand });
    built = { catalogue, ruling };
    return catalogue;
  };
  const end = options.snapshots.subscribe((snapshot) => take(snapshot, options.inForce.at(options.now())));
  return {
    get(ruling) {
      const snapshot = options.snapshots.current();
      return snapshot === undefined ? built?.catalogue : take(snapshot, ruling);
    },
    end,
  };
}

function json(value: unknown): AuctionAnswer {
  return { status: 200, contentType: 'application/json', body: JSON.stringify(value) };
}

function text(status: number, body: string): AuctionAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', body };
}

/** For the answer under overload, which is given before anything else is looked at. */
function requestIdOf(body: Buffer): string {
  try {
    const parsed: unknown = JSON.parse(body.toString());
    const id = typeof parsed === 'object' && parsed !== null && 'id' in parsed ? parsed.id : '';
    return typeof id === 'string' ? id : '';
  } catch {
    return '';
  }
}
