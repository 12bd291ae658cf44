/** OpenRTB 2.6 §3.2.13–§3.2.17, §3.2.21–§3.2.24, §3.2.32: where the ad is shown. */
import type { Flag, OpenObject } from './json-shape.ts';

/** §3.2.22 */
export interface Segment {
  id?: string;
  name?: string;
  value?: string;
}

/** §3.2.21; `ext.segtax` and `ext.segclass` name the taxonomy of the segments, `ext.cids` is where `cids` was before 2.6. */
export interface Data {
  id?: string;
  name?: string;
  segment?: Segment[];
  cids?: string[];
  ext?: { segtax?: number; segclass?: string; cids?: string[] };
}

/** §3.2.15 */
export interface Publisher {
  id?: string;
  name?: string;
  cattax?: number;
  cat?: string[];
  domain?: string;
  ext?: { prebid?: { parentAccount?: string }; data?: OpenObject };
}

/** §3.2.17 */
export interface Producer {
  id?: string;
  name?: string;
  cattax?: number;
  cat?: string[];
  domain?: string;
}

/** §3.2.23 (network) and §3.2.24 (channel) */
export interface Network {
  id?: string;
  name?: string;
  domain?: string;
}

/** §3.2.16 */
export interface Content {
  id?: string;
  episode?: number;
  title?: string;
  series?: string;
  season?: string;
  artist?: string;
  genre?: string;
  genres?: string[];
  gtax?: number;
  album?: string;
  isrc?: string;
  producer?: Producer;
  url?: string;
  cattax?: number;
  cat?: string[];
  prodq?: number;
  context?: number;
  contentrating?: string;
  userrating?: string;
  qagmediarating?: number;
  keywords?: string;
  kwarray?: string[];
  livestream?: Flag;
  sourcerelationship?: Flag;
  len?: number;
  language?: string;
  langb?: string;
  embeddable?: Flag;
  data?: Data[];
  network?: Network;
  channel?: Network;
  ext?: { data?: OpenObject };
}

/** First-party data of a site or app and AMP's mark. */
export interface InventoryExt {
  amp?: Flag;
  data?: OpenObject;
}

/** §3.2.13 */
export interface Site {
  id?: string;
  name?: string;
  domain?: string;
  cattax?: number;
  cat?: string[];
  sectioncat?: string[];
  pagecat?: string[];
  page?: string;
  ref?: string;
  search?: string;
  mobile?: Flag;
  privacypolicy?: Flag;
  publisher?: Publisher;
  content?: Content;
  keywords?: string;
  kwarray?: string[];
  inventorypartnerdomain?: string;
  ext?: InventoryExt;
}

/** What the SDK says of itself in `app.ext.prebid`. */
export interface AppExt {
  data?: OpenObject;
  prebid?: { source?: string; version?: string };
}

/** §3.2.14 */
export interface App {
  id?: string;
  name?: string;
  bundle?: string;
  domain?: string;
  storeurl?: string;
  cattax?: number;
  cat?: string[];
  sectioncat?: string[];
  pagecat?: string[];
  ver?: string;
  privacypolicy?: Flag;
  paid?: Flag;
  publisher?: Publisher;
  content?: Content;
  keywords?: string;
  kwarray?: string[];
  inventorypartnerdomain?: string;
  ext?: AppExt;
}

/** §3.2.32 */
export interface Dooh {
  id?: string;
  name?: string;
  venuetype?: string[];
  venuetypetax?: number;
  publisher?: Publisher;
  domain?: string;
  keywords?: string;
  content?: Content;
  ext?: { data?: OpenObject };
}
