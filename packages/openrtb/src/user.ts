/** OpenRTB 2.6 §3.2.20 (user), §3.2.27 (extended identifiers), §3.2.3 (regulations), §3.2.2 (source). */
import type { Geo } from './device.ts';
import type { Data } from './inventory.ts';
import type { Flag, OpenObject } from './json-shape.ts';

/** §3.2.28 */
export interface Uid {
  id?: string;
  atype?: number;
  ext?: { stype?: string; rtiPartner?: string; provider?: string };
}

/** §3.2.27 */
export interface Eid {
  inserter?: string;
  source?: string;
  matcher?: string;
  mm?: number;
  uids?: Uid[];
  ext?: { provider?: string };
}

/** 2.5 places of consent and identifiers, Prebid's buyer ids, first-party data. `separate_consent` lists the purpose ids a person agreed to one by one, `separate_consent_at` says when (seconds since the epoch). */
export interface UserExt {
  consent?: string;
  eids?: Eid[];
  data?: OpenObject;
  prebid?: { buyeruids?: OpenObject };
  ConsentedProvidersSettings?: { consented_providers?: string };
  separate_consent?: number[];
  separate_consent_at?: number;
}

/** §3.2.20 */
export interface User {
  id?: string;
  buyeruid?: string;
  yob?: number;
  gender?: string;
  keywords?: string;
  kwarray?: string[];
  customdata?: string;
  geo?: Geo;
  data?: Data[];
  consent?: string;
  eids?: Eid[];
  ext?: UserExt;
}

/** EU Digital Services Act transparency (IAB Tech Lab extension). */
export interface DsaRequest {
  dsarequired?: number;
  pubrender?: number;
  datatopub?: number;
  transparency?: { domain?: string; dsaparams?: number[] }[];
}

/** 2.5 places of the signals, `gpc` (Global Privacy Control) and the DSA object. */
export interface RegsExt {
  gdpr?: Flag;
  us_privacy?: string;
  gpp?: string;
  gpp_sid?: number[];
  gpc?: string;
  coppa?: Flag;
  dsa?: DsaRequest;
}

/** §3.2.3 */
export interface Regs {
  coppa?: Flag;
  gdpr?: Flag;
  us_privacy?: string;
  gpp?: string;
  gpp_sid?: number[];
  gpc?: string;
  ext?: RegsExt;
}

/** §3.2.26 */
export interface SupplyChainNode {
  asi?: string;
  sid?: string;
  rid?: string;
  name?: string;
  domain?: string;
  hp?: Flag;
}

/** §3.2.25 */
export interface SupplyChain {
  complete?: Flag;
  nodes?: SupplyChainNode[];
  ver?: string;
}

/** §3.2.2 */
export interface Source {
  fd?: Flag;
  tid?: string;
  pchain?: string;
  schain?: SupplyChain;
  ext?: { schain?: SupplyChain; tidSource?: string; omidpn?: string; omidpv?: string };
}
