import { type EventRecord, eventIdOf } from '@jianchat/events';
import type { Placed } from '../stages/read-batch.ts';

/**
 * Which impressions were clicked. The learner walks the log one attribution window behind its end; what lies between is
 * looked through for clicks. So a restart needs nothing but the learner's place: it looks through the window anew.
 */
export interface ClickWindow {
  /** Takes records in the order of the log. */
  look(records: readonly Placed<EventRecord>[]): void;
  /** Whether an impression was clicked in time. */
  wasClicked(impression: EventRecord): boolean;
  /** When the newest record that was looked at happened, ms since epoch. */
  newestMs(): number;
  /** Forgets clicks that no impression after `beforeMs` can be meant by. */
  forget(beforeMs: number): void;
}

export function createClickWindow(windowMs: number): ClickWindow {
  /** When each ad was clicked first, by the id of its click. In the order of the log. */
  const clicks = new Map<string, number>();
  let newest = 0;
  return {
    look(records) {
      for (const { record } of records) {
        newest = Math.max(newest, record.atMs);
        if (record.kind === 'click' && !clicks.has(record.id)) clicks.set(record.id, record.atMs);
      }
    },
    wasClicked({ claims, atMs }) {
      const clickedMs = clicks.get(eventIdOf(claims, 'click'));
      return clickedMs !== undefined && clickedMs <= atMs + windowMs;
    },
    newestMs: () => newest,
    forget(beforeMs) {
      for (const [id, clickedMs] of clicks) {
        if (clickedMs >= beforeMs) return;
        clicks.delete(id);
      }
    },
  };
}
