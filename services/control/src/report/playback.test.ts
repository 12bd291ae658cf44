import { PLAYBACK_KINDS } from '@jianchat/events';
import { expect, it } from 'vitest';
import type { Caller } from '../auth/caller.ts';
import { testPolicy } from '../testing/start-test-control.ts';
import { type PlaybackSource, readPlayback } from './playback.ts';

const counts = Object.fromEntries(PLAYBACK_KINDS.map((measure) => [measure, 7])) as Record<
  (typeof PLAYBACK_KINDS)[number],
  number
>;
const analytics: PlaybackSource = {
  playback: async () => [{ counts }],
  playbackErrors: async () => [{ code: 303, errors: 7 }],
};
const caller: Caller = { kind: 'key', id: '1', name: 'k', role: 'operator', scope: { of: 'all' } };
const query = {
  from: '2026-11-23T00:00:00Z',
  to: '2026-11-24T00:00:00Z',
  groupBy: '',
  limit: 10,
  format: 'json' as const,
};

it('V2 U3: tells no event that the policy in force no longer lets be measured', async () => {
  const told = await readPlayback(analytics, query, { groupBy: [], caller, policy: testPolicy });
  expect(told).toEqual({
    rows: [{ dimensions: {}, counts }],
    more: false,
    errors: [{ code: 303, errors: 7 }],
  });
  const measurement = testPolicy.purposes.find(({ name }) => name === 'measurement')?.bit ?? 0;
  const fields = testPolicy.fields.map((field) =>
    field.name === 'videoProgress' ? { ...field, purposes: field.purposes & ~measurement } : field,
  );
  const narrower = await readPlayback(analytics, query, {
    groupBy: [],
    caller,
    policy: { ...testPolicy, fields },
  });
  expect(narrower.errors).toEqual([]);
  expect(narrower.rows[0]?.counts).toMatchObject({ impression: 7, click: 7, start: null, error: null });
});
