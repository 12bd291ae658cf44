import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import {
  type ChoiceStore,
  type SubjectMeans,
  type Tended,
  tendChoices,
  tendSubjects,
} from '@jianchat/identity';
import type { KeyEpochs } from '../keys/key-epochs.ts';

export interface KeepingOptions extends SubjectMeans {
  readonly epochs: KeyEpochs;
  /** How long a subject lasts, days, as the policy in force says; undefined where it lets none be kept. */
  readonly daysKept: () => number | undefined;
  /** Milliseconds since epoch. */
  readonly now: () => number;
}

const DAY_S = 86_400;
/** A key-encryption key wraps for so long; what was deleted under it is beyond anybody's reach soon after. */
const EPOCH_S = DAY_S;

/**
 * One round: begins a new epoch when the newest is a day old, destroys subjects whose time is over, wraps the others' keys
 * under the newest epoch, and destroys epochs that nothing needs any more.
 */
export async function keepSubjects({ epochs, daysKept, now, ...means }: KeepingOptions): Promise<Tended> {
  const nowS = Math.floor(now() / 1000);
  const newest = epochs.all().at(-1);
  if (newest === undefined || nowS - newest.sinceS >= EPOCH_S) epochs.begin(nowS);
  const days = daysKept();
  // Where the policy in force keeps no subjects, those of an earlier one go at once.
  const expireBeforeS = days === undefined ? nowS + 1 : nowS - days * DAY_S;
  const tended = await tendSubjects(means, { expireBeforeS, pause: () => setImmediate() });
  // A subject met just before the new epoch may still be on its way to the store: its epoch waits for the next round.
  if (tended.rewrapped === 0)
    for (const { id } of epochs.all().slice(0, -1)) if (!tended.keysInUse.has(id)) epochs.destroy(id);
  return tended;
}

export interface ChoiceKeeping {
  readonly choiceStore: ChoiceStore;
  /** How long a choice lasts, days, as the policy in force says; undefined where it keeps none. */
  readonly choiceDaysKept: () => number | undefined;
  /** Milliseconds since epoch. */
  readonly now: () => number;
}

/** Removes choices whose time is over; tells how many went. */
export function keepChoices({ choiceStore, choiceDaysKept, now }: ChoiceKeeping): Promise<number> {
  const nowS = Math.floor(now() / 1000);
  const days = choiceDaysKept();
  return tendChoices(choiceStore, {
    expireBeforeS: days === undefined ? nowS + 1 : nowS - days * DAY_S,
    pause: () => setImmediate(),
  });
}

const HOUR_MS = 3_600_000;
const SOON_MS = 60_000;

/** Keeps doing rounds through subjects and choices, hourly and soon after one that moved keys, until stopped. */
export function startKeepingSubjects(
  options: KeepingOptions &
    ChoiceKeeping & {
      readonly onRound: (tended: Tended, choicesEnded: number) => void;
      readonly onFault: (fault: unknown) => void;
    },
): { stop(): Promise<void> } {
  const ending = new AbortController();
  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      let waitMs = HOUR_MS;
      try {
        const tended = await keepSubjects(options);
        options.onRound(tended, await keepChoices(options));
        if (tended.rewrapped > 0) waitMs = SOON_MS;
      } catch (fault) {
        options.onFault(fault);
        waitMs = SOON_MS;
      }
      await sleep(waitMs, undefined, { signal: ending.signal, ref: false }).catch(() => {});
    }
  };
  const running = run();
  return {
    async stop() {
      ending.abort();
      await running;
    },
  };
}
