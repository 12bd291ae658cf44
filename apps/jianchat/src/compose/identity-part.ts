import { randomBytes } from 'node:crypto';
import { type Choices, createRecogniser, type Recogniser } from '@jianchat/identity';
import { startKeepingSubjects } from '../identity/keep-subjects.ts';
import {
  choiceDaysKept,
  daysKept,
  epochFolder,
  type Identity,
  openIdentity,
} from '../identity/open-identity.ts';
import { type KeyEpochs, openKeyEpochs, watchEpochs } from '../keys/key-epochs.ts';
import type { Ground } from './host.ts';

/** What fails for one fails for many in a row: it is told once in so many milliseconds. */
const FAULT_MS = 60_000;

/** What identity does for the exchange in this process. */
export interface People {
  readonly recogniser: Recogniser;
  readonly countedHashes: Identity['countedHashes'];
  /** What people told the platform itself. */
  readonly choices: Choices;
  /** How many people may newly come to be known here until told again. */
  setRoom(room: number): void;
}

/** Knows people again for the exchange and what they chose, and keeps their keys and choices. */
export function startIdentityPart(ground: Ground): People {
  const epochs = ownEpochs(ground);
  const people = openPeople(ground, { epochs: epochs.all, room: ground.settings.JIANCHAT_SUBJECTS_MAX });
  startKeepingPart(ground, { epochs, onRoom: people.setRoom });
  return people;
}

/** Knows people again, where another process of this host keeps their keys. */
export function startRecogniser(ground: Ground, { room }: { room: number }): People {
  const epochs = watchEpochs(epochFolder(ground.dataFolder));
  ground.closing.add('key epochs', () => epochs.close());
  return openPeople(ground, { epochs: epochs.all, room });
}

/** The salts of the keys that wrap subjects' keys; one process of a host begins and ends them. */
export function ownEpochs({ dataFolder }: Ground): KeyEpochs {
  const epochs = openKeyEpochs(epochFolder(dataFolder), randomBytes);
  if (epochs.all().length === 0) epochs.begin(Math.floor(Date.now() / 1000));
  return epochs;
}

function openPeople(
  { stores, master, closing, logger }: Ground,
  options: { epochs: KeyEpochs['all']; room: number },
): People {
  let { room } = options;
  const identity = openIdentity(stores.hot, master, { epochs: options.epochs });
  const recogniser = createRecogniser({
    ...identity,
    now: Date.now,
    later: setImmediate,
    mayMeet: () => room-- > 0,
    onFault: onceIn(FAULT_MS, (fault) => logger.warn({ err: fault }, 'new subjects could not be kept')),
  });
  closing.add('recogniser', () => recogniser.settled());
  return {
    recogniser,
    countedHashes: identity.countedHashes,
    choices: identity.choices,
    setRoom(next) {
      room = next;
    },
  };
}

/** Goes through everybody known: who is past the policy's period is forgotten, keys are wrapped anew. */
export function startKeepingPart(
  { stores, master, inForce, closing, logger, settings }: Ground,
  { epochs, onRoom }: { epochs: KeyEpochs; onRoom: (room: number) => void },
): void {
  const keeping = startKeepingSubjects({
    ...openIdentity(stores.hot, master, { epochs: epochs.all }),
    epochs,
    daysKept: () => daysKept(inForce.at(Date.now()).policy),
    choiceDaysKept: () => choiceDaysKept(inForce.at(Date.now()).policy),
    now: Date.now,
    onRound: ({ kept, keysInUse: _, ...counts }, choicesEnded) => {
      onRoom(settings.JIANCHAT_SUBJECTS_MAX - kept);
      const level = counts.lost + counts.unreadable > 0 ? 'warn' : 'debug';
      logger[level]({ ...counts, kept, choicesEnded }, 'subjects were gone through');
    },
    onFault: (fault) => logger.error({ err: fault }, 'subjects could not be gone through'),
  });
  closing.add('subjects', () => keeping.stop());
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
