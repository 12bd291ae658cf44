import type { DisclosureRecord } from './disclosure-record.ts';
import type { AuctionRecord, ChainRecord, CreativeRecord, EventRecord } from './log-record.ts';

/** Every member of a record type, however deep; the compiler refuses a table that leaves one out or makes one up. */
export type MembersOf<T> = T extends readonly (infer Item)[]
  ? MembersOf<Item>
  : T extends object
    ? { readonly [Name in keyof T]-?: MembersOf<T[Name]> }
    : true;

const disclosureEntry = {
  recipient: true,
  contract: true,
  purposes: true,
  granted: true,
  fields: true,
} as const;

const auctions: MembersOf<AuctionRecord> = {
  v: true,
  id: true,
  atMs: true,
  durationUs: true,
  account: true,
  media: true,
  channel: true,
  policyVersion: true,
  doubtful: true,
  regime: true,
  grants: true,
  floors: true,
  reasons: true,
  present: true,
  undeclared: { parent: true, count: true },
  country: true,
  deviceType: true,
  os: true,
  imps: {
    placement: true,
    format: true,
    floorMicros: true,
    currency: true,
    candidates: {
      demandKind: true,
      demand: true,
      advertiser: true,
      creative: true,
      priceMicros: true,
      standing: { tier: true, micros: true, deal: true, counted: true },
      estimate: { chancePpb: true, deviationMilli: true, rankedPpb: true, exploreBps: true, views: true },
      size: true,
      reason: true,
      latencyMs: true,
    },
    winner: true,
  },
  disclosures: disclosureEntry,
};

const disclosures: MembersOf<DisclosureRecord> = {
  v: true,
  auction: true,
  subject: true,
  atMs: true,
  policyVersion: true,
  policyHash: true,
  regime: true,
  grants: true,
  floors: true,
  entries: disclosureEntry,
};

const events: MembersOf<EventRecord> = {
  v: true,
  id: true,
  kind: true,
  atMs: true,
  claims: {
    auction: true,
    imp: true,
    atMs: true,
    account: true,
    media: true,
    placement: true,
    format: true,
    demandKind: true,
    demand: true,
    advertiser: true,
    creative: true,
    priceCpmMicros: true,
    clickMicros: true,
    dayMicros: true,
    currency: true,
    revenueShareBps: true,
    deviceType: true,
    country: true,
    policyVersion: true,
    clickUrl: true,
    kinds: true,
    impressionsMilli: true,
    podAd: true,
    deal: true,
    utcOffsetMin: true,
    doubtful: true,
    size: true,
    os: true,
    conversion: {
      withinHours: true,
      micros: true,
      paidKind: true,
      viewHours: true,
      viewableOnly: true,
      viewsCount: true,
      serverOnly: true,
    },
  },
  declaredRobot: true,
  errorCode: true,
  conversion: {
    kind: true,
    valueMicros: true,
    clickedMs: true,
    seenMs: true,
    seenAs: true,
    order: true,
    key: true,
    use: true,
  },
};

const creatives: MembersOf<CreativeRecord> = {
  v: true,
  atMs: true,
  hash: true,
  demand: true,
  creative: true,
  format: true,
  w: true,
  h: true,
  markup: true,
  domains: true,
};

const chains: MembersOf<ChainRecord> = {
  v: true,
  atMs: true,
  hash: true,
  complete: true,
  nodes: { asi: true, sid: true, name: true, domain: true },
};

/** What each topic's records hold: types exist only while the program is checked, this is left at run time. */
export const LOG_MEMBERS = { auctions, disclosures, events, creatives, chains } as const;
/** What records of before still hold until the log lets them go, though none is written with it any more. */
export const FORMER_LOG_MEMBERS = {
  events: { claims: { conversion: { regime: true, grants: true, floors: true } } },
} as const;

/** A tree of members as dotted paths of its leaves. */
export function memberPaths(members: object, above = ''): readonly string[] {
  return Object.entries(members).flatMap(([name, below]) =>
    typeof below === 'object' && below !== null
      ? memberPaths(below, `${above}${name}.`)
      : [`${above}${name}`],
  );
}
