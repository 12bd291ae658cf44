import { type EventRecord, TOPIC } from '@jianchat/events';
import { countShown, shownDueKey } from '@jianchat/hot';
import { advanceOffset, nextOffset } from './consumer-offset.ts';
import { faultCodeOf } from './fault.ts';
import type { ConsumerContext } from './pipeline-options.ts';
import { isEventRecord } from './record-shape.ts';
import { chargeDays } from './stages/charge-days.ts';
import { countBatch } from './stages/count-events.ts';
import { createDayPauses } from './stages/day-pauses.ts';
import { dealDays } from './stages/deal-days.ts';
import { noteKeyUse } from './stages/note-key-use.ts';
import { postingsOf, postJournal } from './stages/post-journal.ts';
import { publishSpend } from './stages/publish-spend.ts';
import { quarantine } from './stages/quarantine.ts';
import { type Placed, readBatch } from './stages/read-batch.ts';
import { recordSpend } from './stages/record-spend.ts';
import { isValid } from './stages/verdict.ts';
import { withinBudgets } from './stages/within-budgets.ts';

const WAIT_MS = 1_000;

/** Thrown inside the transaction to undo it: another pipeline has taken the batch. */
class BatchTaken extends Error {}

/**
 * Counts and charges events, batch by batch: read → verdict → charge → store, then hot counters. Ids, money and
 * offset change in one transaction, so a batch happens wholly or not at all, and never twice.
 */
export function moneyStep(context: ConsumerContext): (signal: AbortSignal) => Promise<boolean> {
  const { log, records, now, batchMax } = context;
  /** Line items whose spend the hot state may not know yet; undefined: all of them, as after a crash. */
  let untold: Set<string> | undefined;
  const pauses = createDayPauses();

  /** Hot state that fails must not hold up money: what it missed is told with the next batch. */
  async function tell(): Promise<PipelineFaultReport> {
    try {
      await publishSpend(records.db, context.hot, { lineItems: untold, nowMs: now() });
      untold = new Set();
      return undefined;
    } catch (error) {
      return faultCodeOf(error);
    }
  }

  /** Last, and for itself: days that can't be dealt out yet must hold up nothing that is counted. */
  async function deal(reachedMs: number): Promise<PipelineFaultReport> {
    try {
      await dealDays(records.db, { reachedMs, nowMs: now(), pauses });
      return undefined;
    } catch (error) {
      return faultCodeOf(error);
    }
  }

  return async (signal) => {
    const from = await nextOffset(records.db, 'money');
    const batch = await readBatch(log, TOPIC.events, { from, limit: batchMax, isRecord: isEventRecord });
    const lag = (await log.end(TOPIC.events)) - batch.to;
    if (batch.to === from) {
      const untoldFault = await tell();
      const undealtFault = await deal(now());
      context.report('money', { nextOffset: from, lag, fault: untoldFault ?? undealtFault });
      await log.wait(TOPIC.events, { from, maxWaitMs: WAIT_MS, signal });
      return false;
    }
    await quarantine(log, TOPIC.events, { poison: batch.poison, nowMs: now() });
    const valid = batch.records.filter(({ record }) => isValid(record));
    let shown: readonly string[] = [];
    const lineItems = await records.db
      .transaction()
      .execute(async (tx) => {
        // First, because it locks out a second pipeline.
        if (!(await advanceOffset(tx, 'money', batch))) throw new BatchTaken();
        const counted = await countBatch(tx, valid);
        shown = shownKeys(counted);
        await noteKeyUse(tx, valid);
        const charged = await withinBudgets(tx, counted);
        await postJournal(tx, { ...batch, nowMs: now() }, postingsOf(charged));
        const concerned = await recordSpend(tx, charged);
        await chargeDays(tx, charged, now());
        return concerned;
      })
      .catch((error: unknown) => {
        if (error instanceof BatchTaken) return undefined;
        throw error;
      });
    if (lineItems === undefined) return true;
    context.countQuarantined(batch.poison.length);
    for (const lineItem of lineItems) untold?.add(lineItem);
    // What fails here is not counted towards caps; money must not wait for it.
    await countShown(context.hot, shown).catch(() => undefined);
    const untoldFault = await tell();
    const undealtFault = await deal(Math.min(now(), batch.records.at(-1)?.record.atMs ?? 0));
    context.report('money', { nextOffset: batch.to, lag, fault: untoldFault ?? undealtFault });
    return true;
  };
}

/** Where it stands to whom a shown ad is counted, if to anybody. */
function shownKeys(events: readonly Placed<EventRecord>[]): readonly string[] {
  return events.flatMap(({ record: { kind, claims } }) =>
    kind === 'impression' && claims.demandKind === 'direct'
      ? [shownDueKey(claims.auction, claims.imp, claims.demand)]
      : [],
  );
}

type PipelineFaultReport = ReturnType<typeof faultCodeOf> | undefined;
