import type { Analytics } from '@jianchat/analytics';
import type { playbackReport, ReportDimension } from '@jianchat/api-contract';
import { EVENT_FIELD, PLAYBACK_KINDS, type PlaybackKind } from '@jianchat/events';
import { type CompiledPolicy, PURPOSE } from '@jianchat/policy';
import type { z } from 'zod';
import type { Caller } from '../auth/caller.ts';
import { toCsv } from './csv.ts';
import { analyticsQuery } from './revenue.ts';

export type PlaybackReport = z.output<(typeof playbackReport)['answer']>;
type PlaybackQuery = z.output<(typeof playbackReport)['query']>;
export type PlaybackSource = Pick<Analytics, 'playback' | 'playbackErrors'>;

interface PlaybackContext {
  readonly groupBy: readonly ReportDimension[];
  readonly caller: Caller;
  readonly policy: CompiledPolicy;
}

/** The report, as far as the policy in force lets it be told. */
export async function readPlayback(
  analytics: PlaybackSource,
  query: PlaybackQuery,
  { groupBy, caller, policy }: PlaybackContext,
): Promise<PlaybackReport> {
  const { kind } = query;
  const asked = {
    ...analyticsQuery(query, { groupBy, caller }),
    ...(kind !== undefined && { format: kind }),
  };
  const isTold = measuredUnder(policy);
  const [rows, errors] = await Promise.all([
    analytics.playback(asked),
    isTold('error') ? analytics.playbackErrors(asked) : [],
  ]);
  return {
    rows: rows.map(({ counts, ...row }) => ({
      dimensions: Object.fromEntries(groupBy.map((dimension) => [dimension, row[dimension] ?? ''])),
      counts: countsOf((measure) => (isTold(measure) ? counts[measure] : null)),
    })),
    errors: [...errors],
  };
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

export function playbackCsv({ rows }: PlaybackReport, groupBy: readonly ReportDimension[]): string {
  return toCsv(
    [...groupBy, ...PLAYBACK_KINDS],
    rows.map(({ dimensions, counts }) => [
      ...groupBy.map((dimension) => dimensions[dimension] ?? ''),
      ...PLAYBACK_KINDS.map((measure) => counts[measure]),
    ]),
  );
}
