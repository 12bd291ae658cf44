import { expect, it } from 'vitest';
import { createDayPauses } from './day-pauses.ts';

it('a day that fails again waits twice as long, an hour at most, until it is dealt out', () => {
  const pauses = createDayPauses();
  const waits: number[] = [];
  let nowMs = 0;
  for (let time = 0; time < 15; time++) {
    pauses.failed('day', { fault: time, nowMs });
    let wait = 1;
    while (pauses.faultOf('day', nowMs + wait) !== undefined) wait += 1_000;
    waits.push((wait - 1) / 1_000);
    nowMs += wait;
  }
  expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8]);
  expect(waits.slice(-2)).toEqual([3_600, 3_600]);
  pauses.done('day');
  expect(pauses.faultOf('day', nowMs)).toBeUndefined();
  pauses.failed('day', { fault: 'anew', nowMs });
  expect([pauses.faultOf('day', nowMs + 999), pauses.faultOf('day', nowMs + 1_000)]).toEqual([
    'anew',
    undefined,
  ]);
});
