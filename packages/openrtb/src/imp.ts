/** OpenRTB 2.6 §3.2.4–§3.2.12 and §3.2.33–§3.2.35: the impression and its placements. Sizes in device-independent pixels, prices in CPM. */
import type { Flag, OpenObject } from './json-shape.ts';

/** §3.2.10 */
export interface Format {
  w?: number;
  h?: number;
  wratio?: number;
  hratio?: number;
  wmin?: number;
  ext?: FloorExt;
}

/** Floor that Prebid.js puts on a single format or media type (CPM, ISO 4217). */
export interface FloorExt {
  bidfloor?: number;
  bidfloorcur?: string;
}

/** §3.2.5 */
export interface Metric {
  type?: string;
  value?: number;
  vendor?: string;
}

/** §3.2.6 */
export interface Banner {
  format?: Format[];
  w?: number;
  h?: number;
  btype?: number[];
  battr?: number[];
  pos?: number;
  mimes?: string[];
  topframe?: Flag;
  expdir?: number[];
  api?: number[];
  id?: string;
  vcm?: Flag;
  ext?: FloorExt;
}

/** §3.2.35 */
export interface DurFloor {
  mindur?: number;
  maxdur?: number;
  bidfloor?: number;
}

/** §3.2.7; `placement`, `protocol`, `sequence` and `apis` are older or misspelt names that clients still send. */
export interface Video {
  mimes?: string[];
  minduration?: number;
  maxduration?: number;
  startdelay?: number;
  maxseq?: number;
  poddur?: number;
  protocols?: number[];
  protocol?: number;
  w?: number;
  h?: number;
  podid?: string;
  podseq?: number;
  rqddurs?: number[];
  placement?: number;
  plcmt?: number;
  linearity?: number;
  skip?: Flag;
  skipmin?: number;
  skipafter?: number;
  sequence?: number;
  slotinpod?: number;
  mincpmpersec?: number;
  battr?: number[];
  maxextended?: number;
  minbitrate?: number;
  maxbitrate?: number;
  boxingallowed?: Flag;
  playbackmethod?: number[];
  playbackend?: number;
  delivery?: number[];
  pos?: number;
  companionad?: Banner[];
  api?: number[];
  apis?: number[];
  companiontype?: number[];
  poddedupe?: number[];
  durfloors?: DurFloor[];
  ext?: VideoExt;
}

/** Prebid's additions to a video placement. */
export interface VideoExt extends FloorExt {
  rewarded?: Flag;
}

/** §3.2.8 */
export interface Audio {
  mimes?: string[];
  minduration?: number;
  maxduration?: number;
  poddur?: number;
  protocols?: number[];
  startdelay?: number;
  rqddurs?: number[];
  podid?: string;
  podseq?: number;
  sequence?: number;
  slotinpod?: number;
  mincpmpersec?: number;
  battr?: number[];
  maxextended?: number;
  minbitrate?: number;
  maxbitrate?: number;
  delivery?: number[];
  companionad?: Banner[];
  api?: number[];
  companiontype?: number[];
  maxseq?: number;
  feed?: number;
  stitched?: Flag;
  nvol?: number;
  durfloors?: DurFloor[];
  ext?: FloorExt;
}

/** §3.2.9; `request` is a Native 1.2 request as JSON text. */
export interface Native {
  request?: string;
  ver?: string;
  api?: number[];
  battr?: number[];
  ext?: FloorExt;
}

/** §3.2.12 */
export interface Deal {
  id: string;
  bidfloor?: number;
  bidfloorcur?: string;
  at?: number;
  wseat?: string[];
  wadomain?: string[];
  guar?: Flag;
  mincpmpersec?: number;
  durfloors?: DurFloor[];
  ext?: OpenObject;
}

/** §3.2.11 */
export interface Pmp {
  private_auction?: Flag;
  deals?: Deal[];
}

/** §3.2.31 */
export interface Qty {
  multiplier?: number;
  sourcetype?: number;
  vendor?: string;
}

/** §3.2.33, §3.2.34 */
export interface Refresh {
  refsettings?: { reftype?: number; minint?: number }[];
  count?: number;
}

/** Reference to a stored request, impression or response. */
export interface StoredReference {
  id?: string;
}

/** `imp.ext.prebid` */
export interface ImpExtPrebid {
  bidder?: Record<string, OpenObject>;
  storedrequest?: StoredReference;
  storedauctionresponse?: StoredReference;
  storedbidresponse?: { id?: string; bidder?: string; replaceimpid?: boolean }[];
  is_rewarded_inventory?: 0 | 1;
  options?: { echovideoattrs?: boolean };
  adunitcode?: string;
  passthrough?: unknown;
  floors?: {
    floorRule?: string;
    floorRuleValue?: number;
    floorValue?: number;
    floorMin?: number;
    floorMinCur?: string;
  };
  imp?: Record<string, Partial<Imp>>;
}

/** `imp.ext` */
export interface ImpExt {
  prebid?: ImpExtPrebid;
  gpid?: string;
  tid?: string;
  ae?: number;
  igs?: { ae?: number; biddable?: number }[];
  data?: OpenObject;
  context?: { data?: OpenObject };
  skadn?: OpenObject;
  dsa?: OpenObject;
  /** Bidder parameters at the place where OpenRTB bidders read them; set by the exchange, never admitted from outside. */
  bidder?: unknown;
}

/** §3.2.4 */
export interface Imp {
  id: string;
  metric?: Metric[];
  banner?: Banner;
  video?: Video;
  audio?: Audio;
  native?: Native;
  pmp?: Pmp;
  displaymanager?: string;
  displaymanagerver?: string;
  instl?: Flag;
  tagid?: string;
  bidfloor?: number;
  bidfloorcur?: string;
  clickbrowser?: Flag;
  secure?: Flag;
  iframebuster?: string[];
  rwdd?: Flag;
  ssai?: number;
  exp?: number;
  qty?: Qty;
  dt?: number;
  refresh?: Refresh;
  ext?: ImpExt;
}
