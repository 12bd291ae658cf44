import type { ReportQuery, ReportRow } from '@jianchat/analytics';
import { readPolicy } from '@jianchat/policy/testing';
import { expect, it } from 'vitest';
import type { Counts } from './counts.ts';
import { sharesOfVoice } from './share-of-voice.ts';
import type { Tracked } from './tracked.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const of = {
  id: 'line',
  metric: 'shareOfVoice',
  targeting: {},
  startsAtMs: undefined,
  endsAtMs: undefined,
  timeZone: 'UTC',
} as Tracked;

/** Ten requests, four of them doubtful. */
const analytics = {
  report: async ({ believed }: ReportQuery) =>
    [{ placement: 'top', requests: believed ? 6 : 10 }] as unknown as readonly ReportRow[],
};

it('a share is of all requests that were answered, as impressions of doubtful ones are counted too', async () => {
  const counted = { events: new Map([['impression', 10]]), micros: 0 };
  const counts: Counts = { total: counted, days: new Map([['2026-11-23', counted]]) };
  const shares = await sharesOfVoice([{ of, counts }], {
    analytics,
    placements: [{ id: 'top', media: 'paper' }],
    policy: readPolicy(),
    nowMs: NOW,
  });
  expect(shares).toEqual(new Map([['line', 100]]));
});
