import type { Analytics } from '@jianchat/analytics';
import type { HotState } from '@jianchat/hot';
import type { EventLog } from '@jianchat/log';
import type { Records } from '@jianchat/records';
import type { Logger } from 'pino';
import type { Metrics } from '../front/metrics.ts';
import type { Readiness } from '../front/readiness.ts';
import type { MasterKey } from '../keys/master-key.ts';
import type { ProvenVersions } from '../policy-versions/notice-proofs.ts';
import type { Settings } from '../settings/settings.ts';
import type { SnapshotFile } from '../snapshots/snapshot-file.ts';
import type { Closing } from './closing.ts';

/** What every part of the composition may use. */
export interface Host {
  readonly settings: Settings;
  readonly dataFolder: string;
  readonly publicUrl: string;
  readonly logger: Logger;
  readonly closing: Closing;
  /** Called before the door closes: ends answers that would never end by themselves. */
  readonly draining: (() => void)[];
  readonly readiness: Readiness;
  readonly metrics: Metrics;
}

/** What each role stands on. Nothing in it leads to the records store. */
export interface Ground extends Host {
  /** Which version of the policy rules; every part asks it with its own clock. */
  readonly inForce: ProvenVersions;
  readonly master: MasterKey;
  readonly stores: { readonly log: EventLog; readonly hot: HotState };
  readonly snapshots: SnapshotFile;
}

/** The stores that hold accounts, money and events: handed to pipeline and control only. */
export interface ClosedStores {
  readonly records: Records;
  readonly recordsUrl: string;
  readonly analytics: Analytics;
}
