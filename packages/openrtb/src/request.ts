/** OpenRTB 2.6 §3.2.1: the bid request. */
import type { Device } from './device.ts';
import type { Imp } from './imp.ts';
import type { App, Dooh, Site } from './inventory.ts';
import type { Flag } from './json-shape.ts';
import type { RequestExt } from './prebid-request.ts';
import type { Regs, Source, User } from './user.ts';

/** §3.2.1; `tmax` in milliseconds, `cur` ISO 4217. */
export interface BidRequest {
  id: string;
  imp: Imp[];
  site?: Site;
  app?: App;
  dooh?: Dooh;
  device?: Device;
  user?: User;
  test?: Flag;
  at?: number;
  tmax?: number;
  wseat?: string[];
  bseat?: string[];
  allimps?: Flag;
  cur?: string[];
  wlang?: string[];
  wlangb?: string[];
  acat?: string[];
  bcat?: string[];
  cattax?: number;
  badv?: string[];
  bapp?: string[];
  source?: Source;
  regs?: Regs;
  ext?: RequestExt;
}
