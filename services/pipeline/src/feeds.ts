import { auctionColumns, eventColumns } from '@jianchat/analytics';
import { mayReport, TOPIC } from '@jianchat/events';
import { FIELD } from '@jianchat/policy';
import type { AnalyticsFeed } from './analytics-consumer.ts';
import { nextOffset } from './consumer-offset.ts';
import { PipelineFault } from './fault.ts';
import type { ConsumerContext } from './pipeline-options.ts';
import { isAuctionRecord, isEventRecord } from './record-shape.ts';
import { auctionRows } from './stages/auction-rows.ts';
import { countedAmong } from './stages/counted-ids.ts';
import { eventRows } from './stages/event-rows.ts';
import { feeRows } from './stages/fee-rows.ts';
import { keptRow } from './stages/keep.ts';
import { quarantine } from './stages/quarantine.ts';
import { readBatch } from './stages/read-batch.ts';

/** Events go to analytics once money has passed them: their verdict stands only then. */
export function eventsFeed(context: ConsumerContext): AnalyticsFeed {
  const { log, records, analytics, keep } = context;
  return {
    consumer: 'analytics.events',
    topic: TOPIC.events,
    end: () => log.end(TOPIC.events),
    limit: () => nextOffset(records.db, 'money'),
    async send({ from, to, token }) {
      // What can't be understood was set aside when money passed it.
      const options = { from, limit: to - from, isRecord: isEventRecord };
      const events = upTo(to, (await readBatch(log, TOPIC.events, options)).records);
      const counted = await countedAmong(
        records.db,
        events.map(({ record }) => record.id),
      );
      // Events say under which version they were collected, and nothing of the person: the strictest signals stand for all. Of a
      // conversion is known besides that its field was let in.
      const rows = eventRows(events, counted).flatMap((row, at) => {
        const measured = row.kind === 'conversion' && mayReport(events[at]?.record.claims.kinds, row.kind);
        const kept = keep.columns('analytics:events', {
          version: row.policy_version,
          ...(measured && { letIn: FIELD.conversion }),
        });
        return keptRow(row, eventColumns, kept) ?? [];
      });
      context.countWithheld(events.length - rows.length);
      if (rows.length > 0) await analytics.insertEvents(rows, { token });
      return rows.length;
    },
  };
}

export function auctionsFeed(context: ConsumerContext): AnalyticsFeed {
  const { log, analytics, now, keep } = context;
  return {
    consumer: 'analytics.auctions',
    topic: TOPIC.auctions,
    end: () => log.end(TOPIC.auctions),
    limit: () => log.end(TOPIC.auctions),
    async send({ from, to, token }) {
      const options = { from, limit: to - from, isRecord: isAuctionRecord };
      const batch = await readBatch(log, TOPIC.auctions, options);
      // The batch's bounds are fixed: it is sent whole or waits.
      if (batch.to < to) throw new PipelineFault('record.newer');
      await quarantine(log, TOPIC.auctions, { poison: batch.poison, nowMs: now() });
      const rows = upTo(to, batch.records).flatMap((auction) => {
        const { policyVersion: version, ...signals } = auction.record;
        const kept = keep.columns('analytics:auctions', { version, signals });
        const own = auctionRows([auction], context.regimeName);
        const standing = own.flatMap((row) => keptRow(row, auctionColumns, kept) ?? []);
        context.countWithheld(own.length - standing.length);
        return standing;
      });
      if (rows.length > 0) await analytics.insertAuctions(rows, { token });
      context.countQuarantined(batch.poison.length);
      return rows.length;
    },
  };
}

/** Shares of flat prices: what media earned by them shows up beside what events earned. */
export function feesFeed({ records, analytics, keep, countWithheld }: ConsumerContext): AnalyticsFeed {
  const end = (): Promise<number> => nextOffset(records.db, 'fees');
  return {
    consumer: 'analytics.fees',
    topic: 'fees',
    end,
    limit: end,
    async send({ from, to, token }) {
      const all = await feeRows(records.db, { from, to });
      const rows = all.flatMap((row) => {
        const kept = keep.columns('analytics:events', { version: row.policy_version });
        return keptRow(row, eventColumns, kept) ?? [];
      });
      countWithheld(all.length - rows.length);
      if (rows.length > 0) await analytics.insertEvents(rows, { token });
      return rows.length;
    },
  };
}

/** A read after a trim skips the gap and would reach into the next batch. */
function upTo<P extends { readonly offset: number }>(end: number, records: readonly P[]): readonly P[] {
  return records.filter(({ offset }) => offset < end);
}
