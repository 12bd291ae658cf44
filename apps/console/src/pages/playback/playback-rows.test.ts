import { PLAYBACK_KINDS } from '@jianchat/events/playback';
import { expect, it } from 'vitest';
import { errorGroup, type PlaybackCounts, shareOfStarts, totalCounts } from './playback-rows.ts';

const counts = (some: Partial<PlaybackCounts>): PlaybackCounts =>
  ({ ...Object.fromEntries(PLAYBACK_KINDS.map((measure) => [measure, 0])), ...some }) as PlaybackCounts;
const row = (some: Partial<PlaybackCounts>) => ({ dimensions: {}, counts: counts(some) });

it('adds rows up, and leaves out what may not be told', () => {
  const totals = totalCounts([row({ start: 3, mute: null }), row({ start: 4, mute: null, skip: 1 })]);
  expect(totals).toMatchObject({ start: 7, skip: 1, mute: null });
  expect(totalCounts([]).start).toBeNull();
});

it('takes shares of what began', () => {
  expect(shareOfStarts(counts({ start: 4, complete: 3 }), 'complete')).toBe(0.75);
  expect(shareOfStarts(counts({}), 'complete')).toBeUndefined();
  expect(shareOfStarts(counts({ start: 4, complete: null }), 'complete')).toBeUndefined();
});

it.each([
  [0, 'none'],
  [100, 'document'],
  [202, 'trafficking'],
  [303, 'wrapper'],
  [402, 'linear'],
  [601, 'extras'],
  [900, 'undefined'],
])('VAST code %i is one of %s', (code, group) => {
  expect(errorGroup(code)).toBe(group);
});
