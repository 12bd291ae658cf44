import { PLAYBACK_KINDS, type PlaybackKind } from '@jianchat/events/playback';
import type { Answer } from '../../api/routes.ts';

export type PlaybackRow = Answer<'playbackReport'>['rows'][number];
export type PlaybackCounts = PlaybackRow['counts'];

/** How far ads were played, in the order in which it happens: what the chart shows. */
export const STEPS = [
  'impression',
  'start',
  'firstQuartile',
  'midpoint',
  'thirdQuartile',
  'complete',
] as const satisfies readonly PlaybackKind[];

/** All rows together; null where none of them may be told. */
export function totalCounts(rows: readonly PlaybackRow[]): PlaybackCounts {
  const totals = Object.fromEntries(
    PLAYBACK_KINDS.map((measure) => [measure, sumOf(rows.map(({ counts }) => counts[measure]))]),
  );
  return totals as PlaybackCounts;
}

function sumOf(values: readonly (number | null)[]): number | null {
  const told = values.filter((value) => value !== null);
  return told.length === 0 ? null : told.reduce((sum, value) => sum + value, 0);
}

/** Of those that began, how many ended so. */
export function shareOfStarts(counts: PlaybackCounts, measure: PlaybackKind): number | undefined {
  const { start } = counts;
  const part = counts[measure];
  return start === null || part === null || start === 0 ? undefined : part / start;
}

/** What VAST calls its codes (4.3, section 2.3.6.3), by hundreds: a player's own words for the rest. */
export const errorGroup = (
  code: number,
): 'none' | 'document' | 'trafficking' | 'wrapper' | 'linear' | 'extras' | 'undefined' => {
  if (code === 0) return 'none';
  if (code < 200) return 'document';
  if (code < 300) return 'trafficking';
  if (code < 400) return 'wrapper';
  if (code < 500) return 'linear';
  return code < 900 ? 'extras' : 'undefined';
};
