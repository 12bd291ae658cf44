import type { StoredReference } from '../imp.ts';
import type {
  BidderConfig,
  EidPermission,
  MultiBid,
  PrebidTargeting,
  RequestExt,
  RequestExtPrebid,
} from '../prebid-request.ts';
import type { BidRequest } from '../request.ts';
import { IMP } from './imp-vocabulary.ts';
import { APP, DOOH, SITE } from './inventory-vocabulary.ts';
import {
  BOOLEAN,
  FLAG,
  ID,
  INTEGER,
  list,
  NUMBER,
  type ObjectNode,
  object,
  open,
  record,
  TEXT,
  URL_TEXT,
} from './node.ts';
import { DEVICE, REGS, SOURCE, SUPPLY_CHAIN, USER } from './person-vocabulary.ts';

type Part<K extends keyof RequestExtPrebid> = NonNullable<RequestExtPrebid[K]>;
type PartItem<K extends keyof RequestExtPrebid> = Part<K> extends readonly (infer I)[] ? I : never;

const stored = object<StoredReference>({ id: ID });
const cacheSwitch = object<{ returnCreative?: boolean; ttlseconds?: number }>({
  returnCreative: BOOLEAN,
  ttlseconds: INTEGER,
});

const targeting = object<PrebidTargeting>({
  pricegranularity: open('any'),
  mediatypepricegranularity: open(),
  includewinners: BOOLEAN,
  includebidderkeys: BOOLEAN,
  includeformat: BOOLEAN,
  includebrandcategory: open(),
  durationrangesec: list(INTEGER, 64),
  preferdeals: BOOLEAN,
  appendbiddernames: BOOLEAN,
  alwaysincludedeals: BOOLEAN,
  prefix: ID,
});

const bidderConfig = object<BidderConfig>({
  bidders: list(ID),
  config: object<NonNullable<BidderConfig['config']>>({
    ortb2: object<NonNullable<NonNullable<BidderConfig['config']>['ortb2']>>({
      site: SITE,
      app: APP,
      user: USER,
      device: DEVICE,
    }),
  }),
});

type Renderer = NonNullable<Part<'sdk'>['renderers']>[number];

const prebid = object<RequestExtPrebid>({
  adservertargeting: list(object<PartItem<'adservertargeting'>>({ key: ID, source: ID, value: TEXT }), 64),
  aliases: record(ID),
  aliasgvlids: record(INTEGER),
  alternatebiddercodes: open(),
  analytics: open(),
  auctiontimestamp: NUMBER,
  bidadjustmentfactors: open(),
  bidadjustments: open(),
  bidderconfig: list(bidderConfig, 64),
  biddercontrols: open(),
  bidderparams: record(open()),
  cache: object<Part<'cache'>>({ bids: cacheSwitch, vastxml: cacheSwitch }),
  channel: object<Part<'channel'>>({ name: ID, version: ID }),
  createtids: BOOLEAN,
  currency: object<Part<'currency'>>({ rates: open(), usepbsrates: BOOLEAN }),
  data: object<Part<'data'>>({
    eidpermissions: list(
      object<EidPermission>({ inserter: TEXT, source: TEXT, matcher: TEXT, mm: INTEGER, bidders: list(ID) }),
      256,
    ),
    bidders: list(ID),
  }),
  debug: BOOLEAN,
  events: open(),
  experiment: open(),
  floors: open(),
  integration: ID,
  macros: open(),
  multibid: list(
    object<MultiBid>({ bidder: ID, bidders: list(ID), maxbids: INTEGER, targetbiddercodeprefix: ID }),
    64,
  ),
  nosale: list(ID),
  page_view_ids: record(ID),
  passthrough: open('any'),
  profiles: list(ID, 64),
  returnallbidstatus: BOOLEAN,
  safeRenderer: BOOLEAN,
  schains: list(object<PartItem<'schains'>>({ bidders: list(ID), schain: SUPPLY_CHAIN }), 64),
  sdk: object<Part<'sdk'>>({
    renderers: list(object<Renderer>({ name: ID, version: ID, url: URL_TEXT, data: open() }), 32),
  }),
  server: object<Part<'server'>>({ externalurl: URL_TEXT, gvlid: INTEGER, datacenter: ID }),
  storedauctionresponse: stored,
  storedrequest: stored,
  supportdeals: BOOLEAN,
  targeting,
  trace: ID,
});

const MEDIATION = object<NonNullable<RequestExt['mediation']>>({ networks: list(ID, 64) });

/**
 * Every name that may stand in a bid request: OpenRTB 2.6 (2026-01 reading of §3.2), the 2.5 extension places of fields that
 * 2.6 promoted, and Prebid Server's `ext.prebid`. Bounds: 100 impressions, strings by kind, open subtrees eight levels deep.
 */
export const BID_REQUEST: ObjectNode = object<BidRequest>({
  id: ID,
  imp: list(IMP, 100),
  site: SITE,
  app: APP,
  dooh: DOOH,
  device: DEVICE,
  user: USER,
  test: FLAG,
  at: INTEGER,
  tmax: INTEGER,
  wseat: list(ID),
  bseat: list(ID),
  allimps: FLAG,
  cur: list(ID, 32),
  wlang: list(ID),
  wlangb: list(ID),
  acat: list(ID, 1_000),
  bcat: list(ID, 1_000),
  cattax: INTEGER,
  badv: list(TEXT, 5_000),
  bapp: list(TEXT, 5_000),
  source: SOURCE,
  regs: REGS,
  ext: object<RequestExt>({ prebid, schain: SUPPLY_CHAIN, tmaxmax: INTEGER, mediation: MEDIATION }),
});
