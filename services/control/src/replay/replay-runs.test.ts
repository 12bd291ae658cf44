import { ReplayRun } from '@jianchat/api-contract';
import { describe, expect, it } from 'vitest';
import type { LogLine } from '../log-line.ts';
import { createReplayRuns, type ReplayMeans } from './replay-runs.ts';

const RESULT = { auctions: 100, decisions: 90, goals: [] };

/** Runs that end when the test says so. */
function startRuns() {
  const begun: (ReplayMeans & PromiseWithResolvers<typeof RESULT>)[] = [];
  const lines: LogLine[] = [];
  const runs = createReplayRuns({
    run(means) {
      const end = Promise.withResolvers<typeof RESULT>();
      means.signal.addEventListener('abort', () => end.reject(new Error('ended early')));
      begun.push({ ...means, ...end });
      return end.promise;
    },
    now: () => Date.UTC(2026, 10, 24),
    onLog: (line) => lines.push(line),
  });
  return { runs, begun, lines };
}

describe('replays', () => {
  it('run one at a time, tell how far they are, and keep what the newest found', async () => {
    const { runs, begun } = startRuns();
    expect(ReplayRun.parse(runs.state())).toMatchObject({ state: 'none', result: null });
    runs.start(100);
    runs.start(5_000);
    expect(begun.map(({ auctionsMax }) => auctionsMax)).toEqual([100]);
    begun[0]?.onProgress(0.4);
    expect(runs.state()).toMatchObject({ state: 'running', auctions: 100, progress: 0.4, endedAt: null });
    begun[0]?.resolve(RESULT);
    await expect.poll(() => runs.state().state).toBe('done');
    expect(ReplayRun.parse(runs.state())).toMatchObject({ progress: 1, result: RESULT });
    runs.start(5_000);
    expect(runs.state()).toMatchObject({ state: 'running', auctions: 5_000, result: null });
  });

  it('say that they failed, log no words of the fault, and can be begun anew', async () => {
    const { runs, begun, lines } = startRuns();
    runs.start(100);
    begun[0]?.reject(new Error('words that may quote what came in'));
    await expect.poll(() => runs.state().state).toBe('failed');
    expect(lines.map(({ event }) => event)).toEqual(['control.replay.failed']);
    expect(JSON.stringify(lines)).not.toContain('words that may quote');
    runs.start(100);
    expect(begun).toHaveLength(2);
  });

  it('end with the platform', async () => {
    const { runs, begun } = startRuns();
    runs.start(100);
    await runs.stop();
    expect(begun[0]?.signal.aborted).toBe(true);
    expect(runs.state().state).toBe('failed');
  });
});
