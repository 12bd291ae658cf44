import type { Goal, Trainer } from '@jianchat/effectiveness';
import { type EventKind, type EventRecord, eventIdOf, isWanted, mayReport } from '@jianchat/events';
import { FIELD } from '@jianchat/policy';

/**
 * How one goal is learned from events. The learner walks the log a wait behind its end; what lies between is looked through for what
 * followed. So a restart needs nothing but the learner's place: it looks through the wait anew.
 */
export interface Lesson {
  readonly goal: Goal;
  /** Whether it is learned from only once the wait after it is over. */
  waits(record: EventRecord): boolean;
  readonly waitMs: number;
  /** Takes records in the order of the log, ahead of `learn`. */
  look(record: EventRecord): void;
  /** The learner's place has come to this record. */
  learn(record: EventRecord): void;
}

/** What is learned of an ad and its place, by what its events say. */
const shownAd = (claims: EventRecord['claims']) => ({
  ...claims,
  lineItem: claims.demand,
  size: claims.size ?? '',
  os: claims.os ?? '',
});

const CLOCK_DIFFERENCE_MS = 60_000;

/** Displays, and whether each was clicked in time. */
export function clickLesson(trainer: Trainer, waitMs: number): Lesson {
  /** When each ad was clicked first, by the id of its click. In the order of the log. */
  const clicks = new Map<string, number>();
  const forget = (beforeMs: number): void => {
    for (const [id, clickedMs] of clicks) {
      if (clickedMs >= beforeMs) return;
      clicks.delete(id);
    }
  };
  return {
    goal: 'click',
    waits: ({ kind }) => kind === 'impression',
    waitMs,
    look({ kind, id, atMs }) {
      if (kind === 'click' && !clicks.has(id)) clicks.set(id, atMs);
    },
    learn({ kind, id, claims, atMs }) {
      if (kind !== 'impression' || claims.doubtful) return;
      const clickedMs = clicks.get(eventIdOf(claims, 'click'));
      const clicked = clickedMs !== undefined && clickedMs <= atMs + waitMs;
      trainer.learn({ ...shownAd(claims), key: id, clicked });
      forget(atMs - CLOCK_DIFFERENCE_MS);
    },
  };
}

/**
 * Clicks, and displays of ads that pay for what follows a view, and how many conversions of the kind that is paid for have followed within
 * the wait. Later ones are added as they come. Which of the two a conversion is, its own record says: no memory is needed, and none is lost.
 */
export function conversionLesson(trainer: Trainer, waitMs: number): Lesson {
  /** By the id of the click or display. */
  const early = new Map<string, number>();
  const isEarly = ({ claims, atMs }: EventRecord): boolean => atMs <= claims.atMs + waitMs;
  return {
    goal: 'conversion',
    waits: (record) => goalOfExample(record) !== undefined,
    waitMs,
    look(record) {
      const goal = goalOfConversion(record);
      // What is not learned from would be remembered for ever.
      if (goal === undefined || record.claims.doubtful || !isEarly(record)) return;
      const id = eventIdOf(record.claims, EXAMPLE[goal]);
      early.set(id, (early.get(id) ?? 0) + 1);
    },
    learn(record) {
      const { id, claims } = record;
      // What nothing may be collected after says nothing of how often something follows.
      if (claims.conversion === undefined || claims.doubtful) return;
      const letIn = mayReport(claims.kinds, 'conversion') ? FIELD.conversion : undefined;
      const followed = { ...shownAd(claims), letIn };
      const goal = goalOfExample(record);
      if (goal !== undefined) trainer.follow(goal, followed, early.get(id) ?? 0);
      const after = goalOfConversion(record);
      if (after === undefined) return;
      if (isEarly(record)) early.delete(eventIdOf(claims, EXAMPLE[after]));
      else trainer.followLate(after, followed);
    },
  };
}

type FollowedGoal = Exclude<Goal, 'click'>;
const EXAMPLE = { conversion: 'click', viewConversion: 'impression' } as const satisfies Readonly<
  Record<FollowedGoal, EventKind>
>;

/** What an event is an example of; a display, where a conversion after it is paid for without a click. */
function goalOfExample({ kind, claims }: EventRecord): FollowedGoal | undefined {
  if (kind === 'click') return 'conversion';
  const { viewHours, viewsCount } = claims.conversion ?? {};
  const viewsPay = kind === 'impression' && viewHours !== undefined && viewsCount === true;
  return viewsPay ? 'viewConversion' : undefined;
}

/** What a conversion that is paid for is a success of. */
function goalOfConversion({ kind, claims, conversion }: EventRecord): FollowedGoal | undefined {
  if (kind !== 'conversion' || conversion === undefined || !isWanted(claims, conversion)) return undefined;
  if (conversion.clickedMs !== undefined) return 'conversion';
  return conversion.seenMs === undefined ? undefined : 'viewConversion';
}
