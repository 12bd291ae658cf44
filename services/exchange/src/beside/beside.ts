import type { SnapshotSource } from '@jianchat/snapshot';
import { type FetchDocument, fetchDocument } from './fetch-document.ts';
import { createRateSource, type RateSource } from './rate-source.ts';

/** What the exchange fetches from others beside requests. None of it ever holds up an auction. */
export interface Beside {
  readonly rates: RateSource;
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
  let underWay: Promise<void> | undefined;
  const tend = (): Promise<void> => {
    underWay ??= rates.refresh(options.now()).finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
  const timer = setInterval(() => void tend(), LOOK_EVERY_MS).unref();
  // A new snapshot may name a new source.
  const end = options.snapshots.subscribe(() => void tend());
  void tend();
  return {
    rates,
    tend,
    async close() {
      clearInterval(timer);
      end();
      await underWay;
    },
  };
}
