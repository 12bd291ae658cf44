import { replayRun, startReplay } from '@jianchat/api-contract';
import type { Serve } from '../api/serve.ts';
import type { ReplayRuns } from '../replay/replay-runs.ts';

/** Replays of recorded auctions: what other choices among the offers would have earned. */
export function serveReplay(serve: Serve, runs: ReplayRuns): void {
  serve(replayRun, async () => runs.state());
  serve(startReplay, async ({ body }) => {
    runs.start(body.auctions);
    return runs.state();
  });
}
