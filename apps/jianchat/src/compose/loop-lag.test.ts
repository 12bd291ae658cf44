import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { watchLoopLag } from './loop-lag.ts';

it('tells how late the event loop runs, while it is held up and until it has recovered', async () => {
  const watch = watchLoopLag();
  const untilMs = performance.now() + 150;
  while (performance.now() < untilMs);
  expect(watch.lagMs()).toBeGreaterThan(100);
  for (let tries = 0; tries < 200 && watch.lagMs() > 100; tries++) await sleep(20);
  expect(watch.lagMs()).toBeLessThanOrEqual(100);
  watch.end();
});
