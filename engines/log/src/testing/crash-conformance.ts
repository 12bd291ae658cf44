import { expect, it } from 'vitest';
import type { LogEntry } from '../event-log.ts';
import { startLogChild } from './child-lines.ts';
import type { LogEngine } from './log-engine.ts';

const KILLS = 5;

/** What the log promises to several processes, and after one of them was killed. */
export function conformsUnderCrashes(engine: LogEngine): void {
  it(`loses nothing acknowledged over ${KILLS} kills at work`, { timeout: 60_000 }, async () => {
    const place = await engine.create();
    const acknowledged: string[] = [];
    for (let round = 0; round < KILLS; round += 1) {
      const child = startLogChild(engine.file, place.address, 'append', `round-${round}-`, '1000000');
      await child.printed(200 + round * 333);
      await child.kill();
      acknowledged.push(...(await child.lines()));
    }
    const log = await engine.open(place.address);
    const entries = await log.read('topic', { from: 0, limit: 10_000_000 });
    expectGapless(entries);
    const written = new Set(entries.map(({ key, offset }) => `${key} ${offset}`));
    expect(acknowledged.filter((line) => !written.has(line))).toEqual([]);
    expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
    expect(acknowledged.length).toBeGreaterThan(KILLS * 200);
    expect(
      await log.append('topic', { key: 'after', value: Buffer.from('x') }, { nowMs: Date.now() }),
    ).toEqual({
      status: 'appended',
      offset: entries.length,
    });
    await log.close();
    await place.remove();
  });

  it('shows two processes the same records while a third writes', { timeout: 60_000 }, async () => {
    const place = await engine.create();
    const count = 3000;
    const readers = [1, 2].map(() => startLogChild(engine.file, place.address, 'read', String(count)));
    const writer = startLogChild(engine.file, place.address, 'append', 'key-', String(count));
    const written = (await writer.lines()).map((line) => line.split(' ').reverse().join(' '));
    const inOrder = written.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
    for (const reader of readers) expect(await reader.lines()).toEqual(inOrder);
    await place.remove();
  });

  it('takes a key once from two processes at the same time', { timeout: 60_000 }, async () => {
    const place = await engine.create();
    const writers = [1, 2].map(() => startLogChild(engine.file, place.address, 'append', 'key-', '2000'));
    const lines = (await Promise.all(writers.map((writer) => writer.lines()))).flat();
    expect(lines.filter((line) => line.endsWith(' duplicate'))).toHaveLength(2000);
    const log = await engine.open(place.address);
    const entries = await log.read('topic', { from: 0, limit: 10_000 });
    expectGapless(entries);
    expect(entries).toHaveLength(2000);
    await log.close();
    await place.remove();
  });
}

function expectGapless(entries: readonly LogEntry[]): void {
  expect(entries.every(({ offset }, index) => offset === index)).toBe(true);
}
