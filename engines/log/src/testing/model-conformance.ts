import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EventLog } from '../event-log.ts';
import type { LogEngine } from './log-engine.ts';

type Operation =
  | { readonly do: 'append'; readonly keys: readonly number[] }
  | { readonly do: 'read'; readonly from: number; readonly limit: number }
  | { readonly do: 'trim'; readonly before: number }
  | { readonly do: 'pass'; readonly windows: number }
  | { readonly do: 'reopen' };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('append'), keys: fc.array(fc.nat(12), { maxLength: 8 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('read'), from: fc.nat(40), limit: fc.nat(10) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('trim'), before: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pass'), windows: fc.constantFrom(0.4, 1, 2.5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen') }) },
);

/** The log as one would write it without a disk. */
interface Model {
  entries: string[];
  trimmedBefore: number;
  /** When each key was last taken. */
  readonly taken: Map<string, number>;
  nowMs: number;
}

/** Any sequence of operations leaves the log as it leaves an array. */
export function conformsToModel(engine: LogEngine): void {
  it('does what a simple model does, whatever is done to it', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 25 }), async (operations) => {
        const place = await engine.create();
        let log = await engine.open(place.address);
        const model: Model = { entries: [], trimmedBefore: 0, taken: new Map(), nowMs: 1_800_000_000_000 };
        try {
          for (const one of operations) {
            if (one.do === 'reopen') {
              await log.close();
              log = await engine.open(place.address);
            } else await apply(log, one, { model, windowMs: engine.dedupeWindowMs });
            expect(await log.end('topic')).toBe(model.entries.length);
          }
          expect(await contents(log)).toEqual(remaining(model, { from: 0, limit: 1e6 }));
        } finally {
          await log.close();
          await place.remove();
        }
      }),
      { numRuns: 40 },
    );
  });
}

async function apply(
  log: EventLog,
  one: Exclude<Operation, { do: 'reopen' }>,
  { model, windowMs }: { model: Model; windowMs: number },
): Promise<void> {
  switch (one.do) {
    case 'append':
      return append(log, one.keys, { model, windowMs });
    case 'read': {
      const entries = await log.read('topic', one);
      expect(entries.map(({ offset, key }) => `${offset} ${key}`)).toEqual(remaining(model, one));
      return;
    }
    case 'trim':
      await log.trim('topic', { before: one.before, nowMs: model.nowMs });
      model.trimmedBefore = Math.max(model.trimmedBefore, Math.min(one.before, model.entries.length));
      return;
    case 'pass':
      model.nowMs += one.windows * windowMs;
  }
}

async function append(
  log: EventLog,
  keys: readonly number[],
  { model, windowMs }: { model: Model; windowMs: number },
): Promise<void> {
  const { nowMs } = model;
  const names = keys.map((key) => (key === 0 ? '' : `key-${key}`));
  const outcomes = await Promise.all(
    names.map((key) => log.append('topic', { key, value: Buffer.from(key) }, { nowMs })),
  );
  names.forEach((key, index) => {
    const takenAt = key === '' ? undefined : model.taken.get(key);
    const outcome = outcomes[index];
    if (takenAt === undefined) expect(outcome).toEqual({ status: 'appended', offset: model.entries.length });
    // Within the window a key must be remembered; after it, it may be.
    if (takenAt !== undefined && nowMs - takenAt < windowMs) expect(outcome).toEqual({ status: 'duplicate' });
    if (outcome?.status !== 'appended') return;
    expect(outcome.offset).toBe(model.entries.length);
    model.entries.push(key);
    model.taken.set(key, nowMs);
  });
}

function remaining(model: Model, { from, limit }: { from: number; limit: number }): string[] {
  const start = Math.max(from, model.trimmedBefore);
  return model.entries.map((key, offset) => `${offset} ${key}`).slice(start, start + limit);
}

async function contents(log: EventLog): Promise<string[]> {
  const entries = await log.read('topic', { from: 0, limit: 1e6 });
  return entries.map(({ offset, key }) => `${offset} ${key}`);
}
