/** OpenRTB 2.6 §3.2.18 (device), §3.2.19 (geo), §3.2.29 (user agent). */
import type { Flag } from './json-shape.ts';

/** §3.2.30 */
export interface BrandVersion {
  brand?: string;
  version?: string[];
}

/** §3.2.29 */
export interface UserAgent {
  browsers?: BrandVersion[];
  platform?: BrandVersion;
  mobile?: Flag;
  architecture?: string;
  bitness?: string;
  model?: string;
  source?: number;
}

/** §3.2.19; degrees, metres, seconds; country is ISO 3166-1 alpha-3. */
export interface Geo {
  lat?: number;
  lon?: number;
  type?: number;
  accuracy?: number;
  lastfix?: number;
  ipservice?: number;
  country?: string;
  region?: string;
  regionfips104?: string;
  metro?: string;
  city?: string;
  zip?: string;
  utcoffset?: number;
}

/** Known extensions: Apple's tracking status (`atts`, `ifv`), viewport size, the label of Chrome's tests without third-party cookies (`cdep`), Prebid's interstitial rules, hardware ids that some clients still send. */
export interface DeviceExt {
  atts?: number;
  ifv?: string;
  ifa_type?: string;
  vpw?: number;
  vph?: number;
  sua?: UserAgent;
  mac?: string;
  imei?: string;
  oaid?: string;
  webview?: Flag;
  cdep?: string;
  prebid?: { interstitial?: { minwidthperc?: number; minheightperc?: number } };
}

/** §3.2.18, with the deprecated hardware identifiers of 2.5. */
export interface Device {
  geo?: Geo;
  dnt?: Flag;
  lmt?: Flag;
  ua?: string;
  sua?: UserAgent;
  ip?: string;
  ipv6?: string;
  devicetype?: number;
  make?: string;
  model?: string;
  os?: string;
  osv?: string;
  hwv?: string;
  h?: number;
  w?: number;
  ppi?: number;
  pxratio?: number;
  js?: Flag;
  geofetch?: Flag;
  flashver?: string;
  language?: string;
  langb?: string;
  carrier?: string;
  mccmnc?: string;
  connectiontype?: number;
  ifa?: string;
  didsha1?: string;
  didmd5?: string;
  dpidsha1?: string;
  dpidmd5?: string;
  macsha1?: string;
  macmd5?: string;
  ext?: DeviceExt;
}
