import type { Analytics } from '@jianchat/analytics';
import { forgetDays, type HotState, sweepShown } from '@jianchat/hot';
import type { EventLog } from '@jianchat/log';
import type { CompiledPolicy } from '@jianchat/policy';
import type { Records } from '@jianchat/records';
import { sql } from 'kysely';
import { faultCodeOf, type PipelineFaultCode } from '../fault.ts';
import { deleteExpired } from './delete-expired.ts';
import { expiredBefore } from './expired-offset.ts';
import { type LogRule, type RecordsRule, retentionPlan } from './retention-plan.ts';

export interface RetentionOptions {
  readonly records: Pick<Records, 'db'>;
  readonly log: EventLog;
  readonly analytics: Pick<Analytics, 'keepFor'>;
  readonly hot: Pick<HotState, 'readBytes' | 'change' | 'listKeys'>;
  readonly now: () => number;
  /** The policy in force: another period rules from the next sweep on. */
  readonly policy: () => CompiledPolicy;
  /** The offset of a topic before which nobody needs its records any more, however long they may stay. */
  readonly consumedBefore: (topic: string) => number;
  /** Rows per statement; default 5,000, so that no other transaction waits long. */
  readonly rowsMax?: number;
  /** Statements per table and sweep; default 40. What is left waits for the next sweep. */
  readonly statementsMax?: number;
}

/** What one sweep did. Names are those of the policy's `store`, so a metric may carry them. */
export interface Sweep {
  /** Rows and log records removed, by table. */
  readonly removed: ReadonlyMap<string, number>;
  /** Tables of which nothing could be removed, and why; the next sweep tries again. */
  readonly faults: ReadonlyMap<string, PipelineFaultCode | 'retention.ageless'>;
}

export interface Retention {
  /** Removes what is past its period; at most a bounded number of rows per table. Never rejects. */
  sweep(): Promise<Sweep>;
}

const DAY_MS = 86_400_000;
const EVENTS_TOPIC = 'events';

/** Keeps promise R1 in the stores: how long things stay follows from the policy's `store` and `retention` alone. */
export function createRetention(options: RetentionOptions): Retention {
  const { records, log, now, rowsMax = 5_000, statementsMax = 40 } = options;

  async function sweepTable(rule: RecordsRule): Promise<number> {
    const found = await sql<{ there: boolean }>`
      select to_regclass(${rule.table}) is not null as there`.execute(records.db);
    // The session tables are made by control, which may play elsewhere and later.
    if (found.rows[0]?.there !== true) return 0;
    const expiry = {
      olderThanMs: now() - rule.days * DAY_MS,
      consumedBefore: options.consumedBefore(EVENTS_TOPIC),
      rowsMax,
    };
    let removed = 0;
    for (let statement = 0; statement < statementsMax; statement++) {
      const rows = await deleteExpired(records.db, rule, expiry);
      removed += rows;
      if (rows < rowsMax) break;
    }
    return removed;
  }

  async function sweepTopic({ topic, days }: LogRule): Promise<number> {
    const expired = await expiredBefore(log, topic, { olderThanMs: now() - days * DAY_MS });
    const before = Math.min(expired, options.consumedBefore(topic));
    const [first] = await log.read(topic, { from: 0, limit: 1 });
    if (first === undefined || first.offset >= before) return 0;
    await log.trim(topic, { before, nowMs: now() });
    return before - first.offset;
  }

  return {
    async sweep() {
      const plan = retentionPlan(options.policy());
      const removed = new Map<string, number>();
      const faults = new Map<string, PipelineFaultCode | 'retention.ageless'>(
        plan.ageless.map((table) => [table, 'retention.ageless']),
      );
      const attempt = async (place: string, work: () => Promise<number>): Promise<void> => {
        try {
          removed.set(place, await work());
        } catch (error) {
          faults.set(place, faultCodeOf(error));
        }
      };
      for (const rule of plan.records) await attempt(`records:${rule.table}`, () => sweepTable(rule));
      for (const rule of plan.log) await attempt(`log:${rule.topic}`, () => sweepTopic(rule));
      const keepMs = Object.fromEntries(
        Object.entries(plan.shown).map(([unit, days]) => [unit, days * DAY_MS]),
      );
      await attempt('hot:cap.of', () => sweepShown(options.hot, { nowMs: now(), keepMs }));
      await attempt('hot:spent.day', () => forgetDays(options.hot, { nowMs: now() }));
      await attempt('analytics', async () => {
        await options.analytics.keepFor(plan.analytics);
        return 0;
      });
      return { removed, faults };
    },
  };
}
