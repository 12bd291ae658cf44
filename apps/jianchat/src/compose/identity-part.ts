import { randomBytes } from 'node:crypto';
import { type Choices, createRecogniser, type Recogniser } from '@jianchat/identity';
import { startKeepingSubjects } from '../identity/keep-subjects.ts';
import { choiceDaysKept, daysKept, epochFolder, openIdentity } from '../identity/open-identity.ts';
import { openKeyEpochs } from '../keys/key-epochs.ts';
import type { Ground } from './host.ts';

/** What fails for one fails for many in a row: it is told once in so many milliseconds. */
const FAULT_MS = 60_000;

/** What identity does for the exchange. */
export interface IdentityPart {
  readonly recogniser: Recogniser;
  readonly choices: Choices;
}

/** Knows people again for the exchange and what they chose, and keeps their keys and choices. */
export function startIdentityPart(ground: Ground): IdentityPart {
  const { stores, master, dataFolder, inForce, closing, logger } = ground;
  const epochs = openKeyEpochs(epochFolder(dataFolder), randomBytes);
  if (epochs.all().length === 0) epochs.begin(Math.floor(Date.now() / 1000));
  const identity = openIdentity(stores.hot, master, { epochs: epochs.all });
  let room = ground.settings.JIANCHAT_SUBJECTS_MAX;
  const recogniser = createRecogniser({
    ...identity,
    now: Date.now,
    later: setImmediate,
    mayMeet: () => room-- > 0,
    onFault: onceIn(FAULT_MS, (fault) => logger.warn({ err: fault }, 'new subjects could not be kept')),
  });
  const keeping = startKeepingSubjects({
    ...identity,
    epochs,
    daysKept: () => daysKept(inForce.at(Date.now()).policy),
    choiceDaysKept: () => choiceDaysKept(inForce.at(Date.now()).policy),
    now: Date.now,
    onRound: ({ kept, keysInUse: _, ...counts }, choicesEnded) => {
      room = ground.settings.JIANCHAT_SUBJECTS_MAX - kept;
      const level = counts.lost + counts.unreadable > 0 ? 'warn' : 'debug';
      logger[level]({ ...counts, kept, choicesEnded }, 'subjects were gone through');
    },
    onFault: (fault) => logger.error({ err: fault }, 'subjects could not be gone through'),
  });
  closing.add('subjects', async () => {
    await keeping.stop();
    await recogniser.settled();
  });
  return { recogniser, choices: identity.choices };
}

function onceIn(ms: number, tell: (fault: unknown) => void): (fault: unknown) => void {
  let toldMs = Number.NEGATIVE_INFINITY;
  return (fault) => {
    const nowMs = performance.now();
    if (nowMs - toldMs < ms) return;
    toldMs = nowMs;
    tell(fault);
  };
}
