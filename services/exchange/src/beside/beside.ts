import {
  type AccountInput,
  type AccountSettings,
  type Snapshot,
  type SnapshotSource,
  settingsOver,
} from '@jianchat/snapshot';
import { floorLimits } from '../terms/floor-terms.ts';
import { type FetchDocument, fetchDocument } from './fetch-document.ts';
import { createFloorSource, type FloorSource } from './floor-source.ts';
import { createRateSource, type RateSource } from './rate-source.ts';

/** What the exchange fetches from others beside requests. None of it ever holds up an auction. */
export interface Beside {
  readonly sources: { readonly rates: RateSource; readonly floors: FloorSource };
  /** Fetches what it is time for; waits for what is under way. */
  tend(): Promise<void>;
  close(): Promise<void>;
}

/** How often is looked whether something is due, ms. */
const LOOK_EVERY_MS = 5_000;

export function createBeside(options: {
  readonly snapshots: SnapshotSource;
  readonly now: () => number;
  readonly fetchDocument?: FetchDocument;
}): Beside {
  const rates = createRateSource({
    // Snapshots of older builds have no host settings.
    settings: () => options.snapshots.current()?.host?.currency,
    fetchDocument: options.fetchDocument ?? fetchDocument,
  });
  const floors = createFloorSource({
    accounts: () => accountsOf(options.snapshots.current()),
    limits: (settings) => floorLimits(settings),
    fetchDocument: options.fetchDocument ?? fetchDocument,
  });
  // Others decide what comes: whatever goes wrong with it costs one look, and never the process.
  const refresh = async (nowMs: number): Promise<void> => {
    await Promise.allSettled([rates.refresh(nowMs), floors.refresh(nowMs)]);
  };
  let underWay: Promise<void> | undefined;
  const tend = (): Promise<void> => {
    underWay ??= refresh(options.now()).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
  const timer = setInterval(() => void tend(), LOOK_EVERY_MS).unref();
  // A new snapshot may name a new source.
  const end = options.snapshots.subscribe(() => void tend());
  void tend();
  return {
    sources: { rates, floors },
    tend,
    async close() {
      clearInterval(timer);
      end();
      await underWay;
    },
  };
}

/** Accounts with their settings over the host's. Snapshots of older builds have no settings. */
function accountsOf(
  snapshot: Snapshot | undefined,
): readonly { readonly account: AccountInput; readonly settings: AccountSettings }[] {
  const defaults = snapshot?.host?.accountDefaults ?? {};
  return (snapshot?.accounts ?? []).map((account) => ({
    account,
    settings: settingsOver(defaults, account.settings ?? {}),
  }));
}
