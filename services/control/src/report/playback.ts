import type { Analytics, PlaybackQuery as AnalyticsQuery, PlaybackRow } from '@jianchat/analytics';
import type { playbackReport, ReportDimension } from '@jianchat/api-contract';
import { EVENT_FIELD, PLAYBACK_KINDS, type PlaybackKind } from '@jianchat/events';
import { type CompiledPolicy, PURPOSE } from '@jianchat/policy';
import type { z } from 'zod';
import type { Caller } from '../auth/caller.ts';
import { toCsv } from './csv.ts';
import { firstRows } from './first-rows.ts';
import { analyticsQuery } from './revenue.ts';

type PlaybackReport = z.output<(typeof playbackReport)['answer']>;
type ApiRow = PlaybackReport['rows'][number];
type PlaybackQuery = z.output<(typeof playbackReport)['query']>;
export type PlaybackSource = Pick<Analytics, 'playback' | 'playbackErrors'>;
export type PlaybackFileSource = PlaybackSource & Pick<Analytics, 'wholePlayback'>;

interface PlaybackContext {
  readonly groupBy: readonly ReportDimension[];
  readonly caller: Caller;
  readonly policy: CompiledPolicy;
}

/** The report, as far as the policy in force lets it be told. */
export async function readPlayback(
  analytics: PlaybackSource,
  query: PlaybackQuery,
  context: PlaybackContext,
): Promise<PlaybackReport> {
  const asked = questionOf(query, context);
  const [{ rows, more }, errors] = await Promise.all([
    firstRows(query.limit, (limit) => analytics.playback({ ...asked, limit })),
    measuredUnder(context.policy)('error') ? analytics.playbackErrors(asked) : [],
  ]);
  return { rows: rows.map(toRowOf(context)), more, errors: [...errors] };
}

function questionOf(query: PlaybackQuery, context: PlaybackContext): AnalyticsQuery {
  const { kind } = query;
  return { ...analyticsQuery(query, context), ...(kind !== undefined && { format: kind }) };
}

function toRowOf({ groupBy, policy }: PlaybackContext): (row: PlaybackRow) => ApiRow {
  const isTold = measuredUnder(policy);
  return ({ counts, ...row }) => ({
    dimensions: Object.fromEntries(groupBy.map((dimension) => [dimension, row[dimension] ?? ''])),
    counts: countsOf((measure) => (isTold(measure) ? counts[measure] : null)),
  });
}

function countsOf(of: (measure: PlaybackKind) => number | null): Record<PlaybackKind, number | null> {
  const counts = Object.fromEntries(PLAYBACK_KINDS.map((measure) => [measure, of(measure)]));
  return counts as Record<PlaybackKind, number | null>;
}

/** Which events may still be told of: each is a field, and today's rule for it holds for what was written before, too. */
function measuredUnder(policy: CompiledPolicy): (measure: PlaybackKind) => boolean {
  const bit = policy.purposes.find(({ id }) => id === PURPOSE.measurement)?.bit ?? 0;
  const measured = new Set(
    policy.fields.filter(({ purposes }) => (purposes & bit) !== 0).map(({ name }) => name),
  );
  return (measure) => measured.has(EVENT_FIELD[measure]);
}

export function playbackCsv(
  analytics: PlaybackFileSource,
  query: PlaybackQuery,
  context: PlaybackContext,
): AsyncGenerator<string> {
  const { groupBy } = context;
  const toRow = toRowOf(context);
  const cellsOf = ({ dimensions, counts }: ApiRow) => [
    ...groupBy.map((dimension) => dimensions[dimension] ?? ''),
    ...PLAYBACK_KINDS.map((measure) => counts[measure]),
  ];
  return toCsv(analytics.wholePlayback(questionOf(query, context)), {
    header: [...groupBy, ...PLAYBACK_KINDS],
    cellsOf: (row) => cellsOf(toRow(row)),
  });
}
