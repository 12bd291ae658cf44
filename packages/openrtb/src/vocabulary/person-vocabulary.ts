import type { BrandVersion, Device, DeviceExt, Geo, UserAgent } from '../device.ts';
import type {
  DsaRequest,
  Eid,
  Regs,
  RegsExt,
  Source,
  SupplyChain,
  SupplyChainNode,
  Uid,
  User,
  UserExt,
} from '../user.ts';
import { DATA } from './inventory-vocabulary.ts';
import {
  DEGREES,
  FLAG,
  ID,
  INTEGER,
  IP,
  LONG_TEXT,
  list,
  NUMBER,
  type ObjectNode,
  object,
  open,
  TEXT,
  TEXTISH,
  URL_TEXT,
} from './node.ts';

const brand = object<BrandVersion>({ brand: TEXT, version: list(TEXTISH, 16) });

const userAgent = object<UserAgent>({
  browsers: list(brand, 32),
  platform: brand,
  mobile: FLAG,
  architecture: ID,
  bitness: TEXTISH,
  model: TEXT,
  source: INTEGER,
});

const geo = object<Geo>({
  lat: DEGREES,
  lon: DEGREES,
  type: INTEGER,
  accuracy: NUMBER,
  lastfix: NUMBER,
  ipservice: INTEGER,
  country: ID,
  region: TEXT,
  regionfips104: ID,
  metro: TEXTISH,
  city: TEXT,
  zip: TEXTISH,
  utcoffset: INTEGER,
});

type Interstitial = NonNullable<NonNullable<DeviceExt['prebid']>['interstitial']>;

/** §3.2.18 */
export const DEVICE: ObjectNode = object<Device>({
  geo,
  dnt: FLAG,
  lmt: FLAG,
  ua: TEXT,
  sua: userAgent,
  ip: IP,
  ipv6: IP,
  devicetype: INTEGER,
  make: TEXT,
  model: TEXT,
  os: TEXT,
  osv: TEXTISH,
  hwv: TEXT,
  h: INTEGER,
  w: INTEGER,
  ppi: INTEGER,
  pxratio: NUMBER,
  js: FLAG,
  geofetch: FLAG,
  flashver: ID,
  language: ID,
  langb: ID,
  carrier: TEXT,
  mccmnc: ID,
  connectiontype: INTEGER,
  ifa: ID,
  didsha1: ID,
  didmd5: ID,
  dpidsha1: ID,
  dpidmd5: ID,
  macsha1: ID,
  macmd5: ID,
  ext: object<DeviceExt>({
    atts: INTEGER,
    ifv: ID,
    ifa_type: ID,
    vpw: INTEGER,
    vph: INTEGER,
    sua: userAgent,
    mac: ID,
    imei: ID,
    oaid: ID,
    webview: FLAG,
    cdep: ID,
    prebid: object<NonNullable<DeviceExt['prebid']>>({
      interstitial: object<Interstitial>({ minwidthperc: INTEGER, minheightperc: INTEGER }),
    }),
  }),
});

const uid = object<Uid>({
  // Identifiers of some vendors are envelopes of several kilobytes.
  id: URL_TEXT,
  atype: INTEGER,
  ext: object<NonNullable<Uid['ext']>>({ stype: ID, rtiPartner: ID, provider: ID }),
});

const eids = list(
  object<Eid>({
    inserter: TEXT,
    source: TEXT,
    matcher: TEXT,
    mm: INTEGER,
    uids: list(uid, 64),
    ext: object<NonNullable<Eid['ext']>>({ provider: ID }),
  }),
  100,
);

/** §3.2.20 */
export const USER: ObjectNode = object<User>({
  id: ID,
  buyeruid: TEXT,
  yob: INTEGER,
  gender: ID,
  keywords: LONG_TEXT,
  kwarray: list(TEXT, 1_000),
  customdata: LONG_TEXT,
  geo,
  data: list(DATA, 64),
  consent: LONG_TEXT,
  eids,
  ext: object<UserExt>({
    consent: LONG_TEXT,
    eids,
    data: open(),
    prebid: object<NonNullable<UserExt['prebid']>>({ buyeruids: open() }),
    ConsentedProvidersSettings: object<NonNullable<UserExt['ConsentedProvidersSettings']>>({
      consented_providers: LONG_TEXT,
    }),
    separate_consent: list(INTEGER, 32),
    separate_consent_at: INTEGER,
  }),
});

type Transparency = NonNullable<DsaRequest['transparency']>[number];

/** §3.2.3 */
export const REGS: ObjectNode = object<Regs>({
  coppa: FLAG,
  gdpr: FLAG,
  us_privacy: ID,
  gpp: LONG_TEXT,
  gpp_sid: list(INTEGER, 64),
  gpc: TEXTISH,
  ext: object<RegsExt>({
    gdpr: FLAG,
    us_privacy: ID,
    gpp: LONG_TEXT,
    gpp_sid: list(INTEGER, 64),
    gpc: TEXTISH,
    coppa: FLAG,
    dsa: object<DsaRequest>({
      dsarequired: INTEGER,
      pubrender: INTEGER,
      datatopub: INTEGER,
      transparency: list(object<Transparency>({ domain: TEXT, dsaparams: list(INTEGER, 32) }), 32),
    }),
  }),
});

/** §3.2.25 */
export const SUPPLY_CHAIN: ObjectNode = object<SupplyChain>({
  complete: FLAG,
  nodes: list(
    object<SupplyChainNode>({ asi: TEXT, sid: TEXTISH, rid: ID, name: TEXT, domain: TEXT, hp: FLAG }),
    64,
  ),
  ver: ID,
});

/** §3.2.2 */
export const SOURCE: ObjectNode = object<Source>({
  fd: FLAG,
  tid: ID,
  pchain: TEXT,
  schain: SUPPLY_CHAIN,
  ext: object<NonNullable<Source['ext']>>({
    schain: SUPPLY_CHAIN,
    tidSource: ID,
    omidpn: TEXT,
    omidpv: TEXT,
  }),
});
