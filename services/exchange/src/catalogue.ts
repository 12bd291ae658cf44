import type {
  BidderAnswer,
  CategoryLookup,
  Demand,
  LocalBook,
  LocalDemand,
  ParameterCheck,
  RemoteDemand,
} from '@jianchat/auction';
import type { CompiledPolicy, ContractRow } from '@jianchat/policy';
import type { AccountInput, BidderInput, MediaInput, Snapshot, SnapshotPlacement } from '@jianchat/snapshot';
import { type AccountRows, accountRows } from './account-rows.ts';
import type { CreativeVerdicts } from './creatives/review-fault.ts';
import { type DealBook, dealBook } from './deals/deal-book.ts';
import { type AccountTerms, accountTermsUnder } from './terms/account-terms.ts';

/** A placement with everything it belongs to. */
export interface PlacementRow {
  readonly placement: SnapshotPlacement;
  readonly media: MediaInput;
  readonly account: AccountInput;
}

/** A bidder with the demand that speaks for it; `contract` is undefined where the policy knows none of that name. */
export interface BidderRow {
  readonly bidder: BidderInput;
  readonly contract: ContractRow | undefined;
  readonly demand: RemoteDemand;
  readonly parameterFault: ParameterCheck;
  /** It no longer matches what it was taken on with, and isn't asked. */
  readonly paused: boolean;
}

/** One snapshot, indexed for the request path. Built once per snapshot. */
export interface Catalogue {
  readonly snapshot: Snapshot;
  readonly accounts: ReadonlyMap<string, AccountInput>;
  readonly disabledAccounts: ReadonlySet<string>;
  /** Settings of the host and of accounts. */
  readonly rows: AccountRows;
  readonly placements: ReadonlyMap<string, PlacementRow>;
  readonly storedImps: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly storedRequests: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly storedResponses: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly bidders: ReadonlyMap<string, BidderRow>;
  /** What an account settles about answers. */
  readonly termsOf: (account: AccountInput) => AccountTerms;
  /** An ad server's category for one of IAB's: the publisher's own mapping before the ad server's. */
  readonly categoryOf: CategoryLookup;
  readonly verdicts: CreativeVerdicts;
  /** Why, by the hash of the chain. */
  readonly untrueChains: ReadonlyMap<string, string>;
  readonly unauthorisedMedia: ReadonlySet<string>;
  readonly books: readonly { readonly demand: LocalDemand; readonly book: LocalBook }[];
  /** What was agreed with bidders beforehand. */
  readonly deals: DealBook;
  /** What a stored answer says; undefined where no demand reads any. */
  readStored(body: Readonly<Record<string, unknown>>): BidderAnswer | undefined;
  /** The bidder of this name, in whatever case the client writes it. */
  bidderNamed(name: string): BidderRow | undefined;
  /** Whether a bidder, or a seat of our own, has this name. */
  isBidder(name: string): boolean;
  /** The account's media with this site domain or app bundle. */
  mediaOf(account: string, name: string | undefined): MediaInput | undefined;
  /** The account's public screens with this id or domain. */
  screensOf(account: string, name: string | undefined): MediaInput | undefined;
}

/** The dialect of any bidder at all: what is bought in it is the bidder's own word. */
const PLAIN = 'openrtb';

/** A bidder that says nothing of where it buys buys where its adapter's partner does: elsewhere it is not asked. */
function withCapabilities(bidder: BidderInput, demand: RemoteDemand): BidderInput {
  const facts = bidder.adapter === PLAIN ? undefined : demand.adapters.get(bidder.adapter);
  return bidder.capabilities !== undefined || facts === undefined
    ? bidder
    : { ...bidder, capabilities: facts.capabilities };
}

export function buildCatalogue(
  snapshot: Snapshot,
  options: { policy: CompiledPolicy; demand: readonly Demand[] },
): Catalogue {
  const accounts = new Map(snapshot.accounts.map((account) => [account.id, account]));
  const media = new Map(snapshot.media.map((m) => [m.id, m]));
  const mediaByName = new Map<string, MediaInput>();
  const screensByName = new Map<string, MediaInput>();
  for (const m of snapshot.media) {
    const isScreen = m.kind === 'dooh';
    for (const name of isScreen ? [m.domain, m.id] : [m.domain, m.bundle])
      if (name !== undefined) (isScreen ? screensByName : mediaByName).set(`${m.account} ${name}`, m);
  }
  const remote = new Map<string, RemoteDemand>();
  for (const demand of options.demand)
    if (demand.reach === 'remote') for (const name of demand.adapters.keys()) remote.set(name, demand);
  const bidders = new Map<string, BidderRow>();
  const paused = new Set(snapshot.pausedBidders);
  for (const bidder of snapshot.bidders) {
    const demand = remote.get(bidder.adapter);
    const contract = options.policy.contracts.get(bidder.contract);
    if (demand === undefined) continue;
    bidders.set(bidder.id, {
      bidder: withCapabilities(bidder, demand),
      contract,
      demand,
      parameterFault: demand.parameterCheck(bidder),
      paused: paused.has(bidder.id),
    });
  }
  const books = options.demand.flatMap((demand) =>
    demand.reach === 'local' ? [{ demand, book: demand.load(snapshot) }] : [],
  );
  const rows = accountRows(snapshot);
  const inLowerCase = new Map([...bidders].map(([id, row]) => [id.toLowerCase(), row]));
  const bidderNamed = (name: string): BidderRow | undefined =>
    bidders.get(name) ?? inLowerCase.get(name.toLowerCase());
  return {
    snapshot,
    verdicts: {
      rejected: new Set(snapshot.rejectedCreatives),
      approved: new Set(snapshot.approvedCreatives),
    },
    untrueChains: new Map(Object.entries(snapshot.untrueChains ?? {})),
    unauthorisedMedia: new Set(snapshot.unauthorisedMedia),
    accounts,
    disabledAccounts: new Set(snapshot.disabledAccounts),
    rows,
    placements: placementRows(snapshot, { accounts, media }),
    storedImps: new Map(Object.entries(snapshot.storedImps)),
    storedRequests: new Map(Object.entries(snapshot.storedRequests)),
    // Snapshots of older builds have none.
    storedResponses: new Map(Object.entries(snapshot.storedResponses ?? {})),
    bidders,
    termsOf: accountTermsUnder(rows),
    categoryOf: categoryLookup(snapshot),
    books,
    deals: dealBook(snapshot, books.find(({ book }) => book.deals !== undefined)?.book.deals),
    readStored: (body) => remote.values().next().value?.readStored(body),
    bidderNamed,
    isBidder: (name) => bidderNamed(name) !== undefined || books.some(({ demand }) => demand.seat === name),
    mediaOf: (account, name) => mediaByName.get(`${account} ${name}`),
    screensOf: (account, name) => screensByName.get(`${account} ${name}`),
  };
}

function categoryLookup({ categoryMappings }: Snapshot): CategoryLookup {
  const mappings = new Map(
    Object.entries(categoryMappings ?? {}).map(([id, mapping]) => [id, new Map(Object.entries(mapping))]),
  );
  return ({ adServer, publisher, category }) => {
    const found = (mappings.get(`${adServer}.${publisher}`) ?? mappings.get(adServer))?.get(category);
    return typeof found === 'string' ? found : found?.['id'];
  };
}

function placementRows(
  snapshot: Snapshot,
  known: { accounts: ReadonlyMap<string, AccountInput>; media: ReadonlyMap<string, MediaInput> },
): Map<string, PlacementRow> {
  const rows = new Map<string, PlacementRow>();
  for (const placement of snapshot.placements) {
    const media = known.media.get(placement.media);
    const account = media && known.accounts.get(media.account);
    if (media && account) rows.set(placement.id, { placement, media, account });
  }
  return rows;
}
