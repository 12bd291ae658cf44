import type {
  Audio,
  Banner,
  Deal,
  DurFloor,
  FloorExt,
  Format,
  Imp,
  ImpExt,
  ImpExtPrebid,
  Metric,
  Native,
  Pmp,
  Qty,
  Refresh,
  StoredReference,
  Video,
  VideoExt,
} from '../imp.ts';
import {
  BOOLEAN,
  FLAG,
  ID,
  INTEGER,
  LONG_TEXT,
  list,
  NUMBER,
  type ObjectNode,
  object,
  open,
  record,
  TEXT,
  URL_TEXT,
} from './node.ts';

type Item<T> = T extends readonly (infer I)[] | undefined ? I : never;

const ints = list(INTEGER);
const floorExt = object<FloorExt>({ bidfloor: NUMBER, bidfloorcur: ID });
const durfloors = list(object<DurFloor>({ mindur: INTEGER, maxdur: INTEGER, bidfloor: NUMBER }), 64);

const format = object<Format>({
  w: INTEGER,
  h: INTEGER,
  wratio: INTEGER,
  hratio: INTEGER,
  wmin: INTEGER,
  ext: floorExt,
});

const banner = object<Banner>({
  format: list(format, 100),
  w: INTEGER,
  h: INTEGER,
  btype: ints,
  battr: ints,
  pos: INTEGER,
  mimes: list(TEXT, 64),
  topframe: FLAG,
  expdir: ints,
  api: ints,
  id: ID,
  vcm: FLAG,
  ext: floorExt,
});

/** What a video and an audio placement have in common. */
const timed = {
  mimes: list(TEXT, 64),
  minduration: INTEGER,
  maxduration: INTEGER,
  startdelay: INTEGER,
  maxseq: INTEGER,
  poddur: INTEGER,
  protocols: ints,
  podid: ID,
  podseq: INTEGER,
  rqddurs: ints,
  sequence: INTEGER,
  slotinpod: INTEGER,
  mincpmpersec: NUMBER,
  battr: ints,
  maxextended: INTEGER,
  minbitrate: INTEGER,
  maxbitrate: INTEGER,
  delivery: ints,
  companionad: list(banner, 16),
  api: ints,
  companiontype: ints,
  durfloors,
};

const video = object<Video>({
  ...timed,
  protocol: INTEGER,
  w: INTEGER,
  h: INTEGER,
  placement: INTEGER,
  plcmt: INTEGER,
  linearity: INTEGER,
  skip: FLAG,
  skipmin: INTEGER,
  skipafter: INTEGER,
  boxingallowed: FLAG,
  playbackmethod: ints,
  playbackend: INTEGER,
  pos: INTEGER,
  apis: ints,
  poddedupe: ints,
  ext: object<VideoExt>({ bidfloor: NUMBER, bidfloorcur: ID, rewarded: FLAG }),
});

const audio = object<Audio>({ ...timed, feed: INTEGER, stitched: FLAG, nvol: INTEGER, ext: floorExt });
const native = object<Native>({ request: LONG_TEXT, ver: ID, api: ints, battr: ints, ext: floorExt });

const deal = object<Deal>({
  id: ID,
  bidfloor: NUMBER,
  bidfloorcur: ID,
  at: INTEGER,
  wseat: list(ID),
  wadomain: list(TEXT),
  guar: FLAG,
  mincpmpersec: NUMBER,
  durfloors,
  ext: open(),
});

const stored = object<StoredReference>({ id: ID });

/** Everything of an impression but its extension. */
const impCore = {
  id: ID,
  metric: list(object<Metric>({ type: ID, value: NUMBER, vendor: TEXT }), 32),
  banner,
  video,
  audio,
  native,
  pmp: object<Pmp>({ private_auction: FLAG, deals: list(deal, 64) }),
  displaymanager: ID,
  displaymanagerver: ID,
  instl: FLAG,
  tagid: ID,
  bidfloor: NUMBER,
  bidfloorcur: ID,
  clickbrowser: FLAG,
  secure: FLAG,
  iframebuster: list(TEXT, 64),
  rwdd: FLAG,
  ssai: INTEGER,
  exp: INTEGER,
  qty: object<Qty>({ multiplier: NUMBER, sourcetype: INTEGER, vendor: TEXT }),
  dt: NUMBER,
  refresh: object<Refresh>({
    refsettings: list(object<Item<Refresh['refsettings']>>({ reftype: INTEGER, minint: INTEGER }), 16),
    count: INTEGER,
  }),
};

const extCore = {
  gpid: TEXT,
  tid: ID,
  ae: INTEGER,
  igs: list(object<Item<ImpExt['igs']>>({ ae: INTEGER, biddable: INTEGER }), 8),
  data: open(),
  context: object<NonNullable<ImpExt['context']>>({ data: open() }),
  skadn: open(),
  dsa: open(),
};

/** Impression-level first-party data for one bidder: an impression without another `ext.prebid` inside. */
const bidderImp = object<Imp>({ ...impCore, ext: object<Omit<ImpExt, 'bidder' | 'prebid'>>(extCore) });

const prebid = object<ImpExtPrebid>({
  bidder: record(open()),
  storedrequest: stored,
  storedauctionresponse: stored,
  storedbidresponse: list(
    object<Item<ImpExtPrebid['storedbidresponse']>>({ id: ID, bidder: ID, replaceimpid: BOOLEAN }),
    64,
  ),
  is_rewarded_inventory: FLAG,
  options: object<NonNullable<ImpExtPrebid['options']>>({ echovideoattrs: BOOLEAN }),
  adunitcode: TEXT,
  passthrough: open('any'),
  floors: object<NonNullable<ImpExtPrebid['floors']>>({
    floorRule: URL_TEXT,
    floorRuleValue: NUMBER,
    floorValue: NUMBER,
    floorMin: NUMBER,
    floorMinCur: ID,
  }),
  imp: record(bidderImp),
});

/** §3.2.4 with Prebid Server's `imp.ext`. */
export const IMP: ObjectNode = object<Imp>({
  ...impCore,
  ext: object<Omit<ImpExt, 'bidder'>>({ ...extCore, prebid }),
});
