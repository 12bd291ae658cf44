import { setTimeout as sleep } from 'node:timers/promises';
import { faultCodeOf, type PipelineFaultCode } from './fault.ts';

export interface ConsumerLoop {
  /** Does one batch; resolves false when there was none, after waiting for more as long as is sensible. */
  readonly step: (signal: AbortSignal) => Promise<boolean>;
  readonly onFault: (code: PipelineFaultCode) => void;
}

const BACKOFF_MS = { first: 50, max: 5_000 };

/** Runs batches until the signal aborts; a failed one is tried again after a pause that doubles. */
export async function runConsumer(loop: ConsumerLoop, signal: AbortSignal): Promise<void> {
  let pauseMs = BACKOFF_MS.first;
  while (!signal.aborted) {
    try {
      await loop.step(signal);
      pauseMs = BACKOFF_MS.first;
    } catch (error) {
      loop.onFault(faultCodeOf(error));
      await pause(pauseMs, signal);
      pauseMs = Math.min(pauseMs * 2, BACKOFF_MS.max);
    }
  }
}

/** Sleeps, and wakes without complaint when the signal aborts. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}
