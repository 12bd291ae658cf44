import type { Records } from '@jianchat/records';
import { buildSnapshot, type Snapshot, type SnapshotSink } from '@jianchat/snapshot';
import { readConfiguration, readRevision } from '../configuration/read-configuration.ts';
import { issuedKeys } from '../conversions/conversion-keys.ts';
import { settleBidders } from '../creative-review/settle-bidders.ts';
import { settleDirect } from '../creative-review/settle-direct.ts';
import { errorDetail, type OnLog } from '../log-line.ts';
import { reportedPrices } from '../mediation/network-reports.ts';
import { mediaFiles } from '../partners/media-files.ts';
import { knownFiles } from '../partners/registry-files.ts';
import { keptChains } from '../partners/supply-chains.ts';

export interface SnapshotPublisherOptions {
  readonly db: Records['db'];
  readonly sink: SnapshotSink;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly onLog: OnLog;
}

export interface SnapshotPublisher {
  /** Looks whether the revision grew and publishes if so. Rejects where store or sink fail. */
  refresh(): Promise<void>;
  /** The same without waiting; a failure is logged and the next call tries again. */
  refreshSoon(): void;
  /** Revision last published, or -1. */
  published(): number;
  /** What was published last, by this process. */
  snapshot(): Snapshot | undefined;
  /** Hashes of the configured creatives whose tags the review follows; none before the first snapshot. */
  followedTags(): readonly string[];
  /** Resolves once nothing is being published. */
  idle(): Promise<void>;
}

/** Publishes the configuration as a snapshot, one at a time and only forwards. */
export function createSnapshotPublisher(options: SnapshotPublisherOptions): SnapshotPublisher {
  let published = -1;
  let newest: Snapshot | undefined;
  let followed: readonly string[] = [];
  let running: Promise<void> | undefined;
  let again = false;

  async function once(): Promise<void> {
    if ((await readRevision(options.db)) <= published) return;
    const { revision, file } = await readConfiguration(options.db);
    if (revision <= published) return;
    // A state that changes while the rest is read raises the revision again, and another round follows.
    const paused = await options.db
      .selectFrom('partner_states')
      .select('bidder_id')
      .where('state', '=', 'paused')
      .orderBy('bidder_id')
      .execute();
    const pausedBidders = paused.map(({ bidder_id }) => bidder_id);
    const builtAtMs = options.now();
    const settled = await settleDirect(options.db, file, builtAtMs);
    const creatives = await settleBidders(options.db, file.bidders, builtAtMs);
    const untrueChains = Object.fromEntries(
      (await keptChains(options.db)).flatMap(({ hash, verdict, reasons: [reason] }) =>
        verdict === 'untrue' && reason !== undefined ? [[hash, reason]] : [],
      ),
    );
    const unauthorisedMedia = mediaFiles(file, await knownFiles(options.db))
      .filter(({ authorises }) => authorises === false)
      .map(({ media }) => media);
    const stamp = {
      revision,
      builtAtMs,
      pausedBidders,
      mayRun: settled.mayRun,
      isSecure: settled.isSecure,
      rejectedCreatives: creatives.rejected,
      approvedCreatives: creatives.approved,
      untrueChains,
      unauthorisedMedia,
      realisedPrices: await reportedPrices(options.db),
      issuedKeys: await issuedKeys(options.db),
    };
    const snapshot = buildSnapshot(file, stamp);
    await options.sink.publish(snapshot);
    newest = snapshot;
    published = revision;
    followed = settled.followed;
    options.onLog({ level: 'info', event: 'control.snapshot.published', detail: { revision } });
  }

  function refresh(): Promise<void> {
    // A change that comes while one is being read may not be in it, so one more round follows.
    if (running !== undefined) {
      again = true;
      return running;
    }
    running = (async () => {
      do {
        again = false;
        await once();
      } while (again);
    })().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    refresh,
    refreshSoon() {
      refresh().catch((error: unknown) =>
        options.onLog({ level: 'warn', event: 'control.snapshot.failed', detail: errorDetail(error) }),
      );
    },
    published: () => published,
    snapshot: () => newest,
    followedTags: () => followed,
    idle: async () => {
      await running?.catch(() => {});
    },
  };
}
