import {
  CHANNEL_NOT_SUPPORTED,
  DRIFTED,
  type ImpView,
  MEDIA_TYPE_NOT_SUPPORTED,
  type NonBid,
  type NonBidReason,
} from '@jianchat/auction';
import type { OpenObject } from '@jianchat/openrtb';
import type { RequestFor } from '@jianchat/policy';
import type { AccountSettings } from '@jianchat/snapshot';
import type { BidderRow, Catalogue } from '../catalogue.ts';
import type { SupplyStop } from '../supply/check-supply.ts';
import { type Ask, type AskedImp, FORMATS, type Format, formatsOf } from './ask.ts';
import { askedFormats, buysIn, type Channel, type FormatRules, formatRules } from './asked-formats.ts';

type Request = RequestFor<'adDelivery'>;
type Prebid = NonNullable<NonNullable<Request['ext']>['prebid']>;

export interface NamedBidders {
  readonly asks: readonly Ask[];
  readonly nonBids: readonly NonBid[];
  /** What was left out of the whole request, and of what each is asked. */
  readonly warnings: readonly string[];
  readonly bidderWarnings: ReadonlyMap<string, readonly string[]>;
}

const WARNINGS_MAX = 20;

interface Draft {
  readonly row: BidderRow;
  readonly rules: FormatRules;
  readonly buys: boolean;
  readonly imps: AskedImp[];
}

/** Whom the imps name, by its own name or an alias, and what each is asked about. */
export function namedBidders(
  imps: readonly ImpView[],
  {
    request,
    catalogue,
    settings,
    stops,
  }: { request: Request; catalogue: Catalogue; settings: AccountSettings; stops: SupplyStop },
): NamedBidders {
  const prebid: Prebid = request.ext?.prebid ?? {};
  const channel: Channel = request.app ? 'app' : request.dooh ? 'dooh' : 'site';
  const drafts = new Map<string, Draft>();
  const unknown = new Set<string>();
  const found: Found = { nonBids: [], warnings: [], bidderWarnings: new Map() };
  for (const imp of imps) {
    const bidders = imp.imp.ext?.prebid?.bidder;
    if (bidders === undefined) continue;
    for (const seat of Object.keys(bidders)) {
      const draft = drafts.get(seat) ?? draftFor(seat, { prebid, catalogue, settings, channel });
      if (draft === undefined) {
        const isLocal = catalogue.books.some(({ demand }) => demand.seat === seat);
        if (!isLocal && !unknown.has(seat) && found.warnings.length < WARNINGS_MAX)
          found.warnings.push(unknownAt(imp.index, seat));
        unknown.add(seat);
        continue;
      }
      if (!drafts.has(seat)) drafts.set(seat, draft);
      const params = withDefaults(bidders[seat], prebid.bidderparams?.[seat]);
      const asked = askedImp({ imp, seat, draft, params, stops }, found);
      if (asked !== undefined) draft.imps.push(asked);
    }
  }
  const asks = [...drafts].flatMap(([seat, { row, imps: asked }]) =>
    asked.length === 0 ? [] : [{ row, seat, vendor: vendorOf(seat, prebid), imps: asked }],
  );
  return { asks, ...found };
}

/** Parameters for a whole request (`ext.prebid.bidderparams`) lie under those of the imp. */
function withDefaults(own: OpenObject | undefined, defaults: OpenObject | undefined): OpenObject {
  return defaults === undefined ? (own ?? {}) : { ...defaults, ...own };
}

const vendorOf = (seat: string, { aliases, aliasgvlids }: Prebid): number | undefined =>
  aliases !== undefined && Object.hasOwn(aliases, seat) ? aliasgvlids?.[seat] : undefined;

/** The bidder behind a name, which may be an alias. */
export function bidderCalled(
  seat: string,
  { aliases = {}, catalogue }: { aliases: Prebid['aliases']; catalogue: Catalogue },
): BidderRow | undefined {
  return catalogue.bidderNamed((Object.hasOwn(aliases, seat) ? aliases[seat] : undefined) ?? seat);
}

interface DraftMeans {
  readonly prebid: Prebid;
  readonly catalogue: Catalogue;
  readonly settings: AccountSettings;
  readonly channel: Channel;
}

function draftFor(seat: string, { prebid, catalogue, settings, channel }: DraftMeans): Draft | undefined {
  const row = bidderCalled(seat, { aliases: prebid.aliases, catalogue });
  if (row === undefined) return undefined;
  const preferred = preferredBy(prebid.biddercontrols, seat) ?? settings.preferredMediaTypes?.[seat];
  return {
    row,
    rules: formatRules(row.bidder, { channel, preferred }),
    buys: buysIn(row.bidder, channel),
    imps: [],
  };
}

/** `ext.prebid.biddercontrols.BIDDER.prefmtype` */
function preferredBy(controls: OpenObject | undefined, seat: string): Format | undefined {
  const own = controls !== undefined && Object.hasOwn(controls, seat) ? controls[seat] : undefined;
  const wanted = Object(own)['prefmtype'];
  return FORMATS.find((format) => format === wanted);
}

interface Found {
  readonly nonBids: NonBid[];
  readonly warnings: string[];
  readonly bidderWarnings: Map<string, string[]>;
}

interface Asking {
  readonly imp: ImpView;
  readonly seat: string;
  readonly draft: Draft;
  readonly params: OpenObject;
  readonly stops: SupplyStop;
}

/** The imp as this bidder is asked about it; undefined where it isn't, which is noted. */
function askedImp({ imp, seat, draft, params, stops }: Asking, found: Found): AskedImp | undefined {
  const refused = (reason: NonBidReason): undefined => {
    found.nonBids.push(refusedBefore(draft.row, { seat, imp: imp.index, reason }));
    return undefined;
  };
  // It is not asked, so nothing is told to it either.
  if (draft.row.paused) return refused(DRIFTED);
  const stopped = stops(seat);
  if (stopped !== undefined) return refused(stopped);
  if (!draft.buys) {
    warnBidder(found, { seat, messages: ['this bidder does not buy in the channel of this request'] });
    return refused(CHANNEL_NOT_SUPPORTED);
  }
  const fault = draft.row.parameterFault(params);
  if (fault !== undefined) {
    if (found.warnings.length < WARNINGS_MAX)
      found.warnings.push(droppedFor(fault, { index: imp.index, name: seat }));
    return undefined;
  }
  if (draft.rules.supported === undefined && draft.rules.preferred === undefined)
    return { index: imp.index, params, formats: undefined };
  const { formats, warnings } = askedFormats(formatsOf(imp), { rules: draft.rules, index: imp.index });
  warnBidder(found, { seat, messages: warnings });
  return formats?.length === 0 ? refused(MEDIA_TYPE_NOT_SUPPORTED) : { index: imp.index, params, formats };
}

function warnBidder(
  { bidderWarnings }: Found,
  { seat, messages }: { seat: string; messages: readonly string[] },
): void {
  if (messages.length === 0) return;
  const own = bidderWarnings.get(seat) ?? [];
  for (const message of messages) if (own.length < WARNINGS_MAX && !own.includes(message)) own.push(message);
  bidderWarnings.set(seat, own);
}

const unknownAt = (index: number, name: string): string =>
  `request.imp[${index}].ext.prebid.bidder contains unknown bidder: ${name.slice(0, 64)}. Did you forget an alias in request.ext.prebid.aliases?`;

/** Prebid Server's words for it. */
export function droppedFor(fault: string, { index, name }: { index: number; name: string }): string {
  const place = `request.imp[${index}].ext.prebid.bidder.${name}`;
  return `WARNING: ${place} was dropped with a reason: ${place} failed validation: ${fault}`;
}

function refusedBefore(
  { bidder, demand }: BidderRow,
  { seat, imp, reason }: { seat: string; imp: number; reason: NonBidReason },
): NonBid {
  return {
    imp,
    demandKind: demand.kind,
    demand: bidder.id,
    seat,
    advertiser: '',
    creative: '',
    priceMicros: 0,
    reason,
    latencyMs: 0,
  };
}
