import type { Replay, ReplayRun } from '@jianchat/api-contract';
import { errorDetail, type OnLog } from '../log-line.ts';

export interface ReplayMeans {
  /** The newest auctions to look at. */
  readonly auctionsMax: number;
  /** Hears the share that is done, from 0 to 1. */
  readonly onProgress: (share: number) => void;
  /** Ends it early. */
  readonly signal: AbortSignal;
}

/** Replays recorded auctions away from the thread that answers requests. Rejects where nothing was learned, or when it fails. */
export type RunReplay = (means: ReplayMeans) => Promise<Replay>;

export interface ReplayRuns {
  /** The newest one. */
  state(): ReplayRun;
  /** Begins one; while one runs, that goes on and nothing begins. */
  start(auctions: number): void;
  /** Ends one that runs. */
  stop(): Promise<void>;
}

const NONE: ReplayRun = {
  state: 'none',
  auctions: 0,
  progress: 0,
  startedAt: null,
  endedAt: null,
  result: null,
};
/** One that takes longer is ended. */
const TIME_MAX_MS = 10 * 60_000;

/** One replay at a time; what the newest found is kept until the platform stops. */
export function createReplayRuns(options: {
  readonly run: RunReplay;
  readonly now: () => number;
  readonly onLog: OnLog;
}): ReplayRuns {
  let newest = NONE;
  let running: Promise<void> | undefined;
  const ending = new AbortController();
  const moment = (): string => new Date(options.now()).toISOString();

  async function follow(auctionsMax: number): Promise<void> {
    const onProgress = (progress: number): void => {
      newest = { ...newest, progress: Math.min(Math.max(progress, 0), 1) };
    };
    const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(TIME_MAX_MS)]);
    try {
      const result = await options.run({ auctionsMax, onProgress, signal });
      newest = { ...newest, state: 'done', progress: 1, endedAt: moment(), result };
    } catch (error) {
      newest = { ...newest, state: 'failed', endedAt: moment() };
      options.onLog({ level: 'warn', event: 'control.replay.failed', detail: errorDetail(error) });
    } finally {
      running = undefined;
    }
  }

  return {
    state: () => newest,
    start(auctions) {
      if (running !== undefined) return;
      newest = { ...NONE, state: 'running', auctions, startedAt: moment() };
      running = follow(auctions);
    },
    async stop() {
      ending.abort();
      await running;
    },
  };
}
