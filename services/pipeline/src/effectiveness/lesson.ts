import type { Goal, Trainer } from '@jianchat/effectiveness';
import { type EventKind, type EventRecord, eventIdOf, isWanted, mayReport } from '@jianchat/events';
import { FIELD } from '@jianchat/policy';

/**
 * How one goal is learned from events. The learner walks the log a wait behind its end; what lies between is looked through for what
 * followed. So a restart needs nothing but the learner's place: it looks through the wait anew.
 */
export interface Lesson {
  readonly goal: Goal;
  /** What is learned from once the wait after it is over. */
  readonly example: EventKind;
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
    example: 'impression',
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
 * Clicks, and how many conversions of the kind that is paid for have followed within the wait. Later ones are added as they come. Which
 * of the two a conversion is, its own record says: no memory is needed, and none is lost.
 */
export function conversionLesson(trainer: Trainer, waitMs: number): Lesson {
  /** By the id of the click. */
  const early = new Map<string, number>();
  const isEarly = ({ claims, atMs }: EventRecord): boolean => atMs <= claims.atMs + waitMs;
  const isCounted = ({ claims, conversion }: EventRecord): boolean =>
    conversion?.clickedMs !== undefined && isWanted(claims, conversion);
  return {
    goal: 'conversion',
    example: 'click',
    waitMs,
    look(record) {
      if (record.kind !== 'conversion' || !isCounted(record) || !isEarly(record)) return;
      const click = eventIdOf(record.claims, 'click');
      early.set(click, (early.get(click) ?? 0) + 1);
    },
    learn(record) {
      const { kind, id, claims } = record;
      // Clicks after which nothing may be collected say nothing of how often something follows.
      if (claims.conversion === undefined || claims.doubtful) return;
      const letIn = mayReport(claims.kinds, 'conversion') ? FIELD.conversion : undefined;
      const click = { ...shownAd(claims), letIn };
      if (kind === 'click') trainer.follow(click, early.get(id) ?? 0);
      else if (kind !== 'conversion' || !isCounted(record)) return;
      else if (isEarly(record)) early.delete(eventIdOf(claims, 'click'));
      else trainer.followLate(click);
    },
  };
}
