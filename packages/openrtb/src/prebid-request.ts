/** Prebid Server's extensions of a request (`ext.prebid`), as its clients send them. */
import type { Device } from './device.ts';
import type { StoredReference } from './imp.ts';
import type { App, Site } from './inventory.ts';
import type { OpenObject } from './json-shape.ts';
import type { SupplyChain, User } from './user.ts';

/** `ext.prebid.targeting`; price granularity is a name or `{precision, ranges}`. */
export interface PrebidTargeting {
  pricegranularity?: unknown;
  mediatypepricegranularity?: OpenObject;
  includewinners?: boolean;
  includebidderkeys?: boolean;
  includeformat?: boolean;
  includebrandcategory?: OpenObject;
  durationrangesec?: number[];
  preferdeals?: boolean;
  appendbiddernames?: boolean;
  alwaysincludedeals?: boolean;
  prefix?: string;
}

/** One entry of `ext.prebid.data.eidpermissions`. */
export interface EidPermission {
  inserter?: string;
  source?: string;
  matcher?: string;
  mm?: number;
  bidders?: string[];
}

/** First-party data for some bidders only. */
export interface BidderConfig {
  bidders?: string[];
  config?: { ortb2?: { site?: Site; app?: App; user?: User; device?: Device } };
}

/** `ext.prebid.multibid[]` */
export interface MultiBid {
  bidder?: string;
  bidders?: string[];
  maxbids?: number;
  targetbiddercodeprefix?: string;
}

/** `ext.prebid` of a request */
export interface RequestExtPrebid {
  adservertargeting?: { key?: string; source?: string; value?: string }[];
  aliases?: Record<string, string>;
  aliasgvlids?: Record<string, number>;
  alternatebiddercodes?: OpenObject;
  analytics?: OpenObject;
  auctiontimestamp?: number;
  bidadjustmentfactors?: OpenObject;
  bidadjustments?: OpenObject;
  bidderconfig?: BidderConfig[];
  biddercontrols?: OpenObject;
  bidderparams?: Record<string, OpenObject>;
  cache?: {
    bids?: { returnCreative?: boolean; ttlseconds?: number };
    vastxml?: { returnCreative?: boolean; ttlseconds?: number };
  };
  channel?: { name?: string; version?: string };
  createtids?: boolean;
  currency?: { rates?: OpenObject; usepbsrates?: boolean };
  data?: { eidpermissions?: EidPermission[]; bidders?: string[] };
  debug?: boolean;
  events?: OpenObject;
  experiment?: OpenObject;
  floors?: OpenObject;
  integration?: string;
  macros?: OpenObject;
  multibid?: MultiBid[];
  nosale?: string[];
  page_view_ids?: Record<string, string>;
  passthrough?: unknown;
  profiles?: string[];
  returnallbidstatus?: boolean;
  safeRenderer?: boolean;
  schains?: { bidders?: string[]; schain?: SupplyChain }[];
  sdk?: { renderers?: { name?: string; version?: string; url?: string; data?: OpenObject }[] };
  server?: { externalurl?: string; gvlid?: number; datacenter?: string };
  storedauctionresponse?: StoredReference;
  storedrequest?: StoredReference;
  supportdeals?: boolean;
  targeting?: PrebidTargeting;
  trace?: string;
}

/** `ext` of a request; `schain` and `tmaxmax` are places of older clients. */
export interface RequestExt {
  prebid?: RequestExtPrebid;
  schain?: SupplyChain;
  tmaxmax?: number;
  /** Which networks' SDKs the app holds: it asks in which order to try them. */
  mediation?: { networks?: string[] };
}
