import { describe, expect, it } from 'vitest';
import { auctionSource } from '../../../test/fixtures/auctions.ts';
import { emptyLive, type LiveAction, type LiveState, ROWS_MAX, reduceLive } from './live-state.ts';
import { matches, summarise } from './summary.ts';

const next = auctionSource(11);
const oldest = next(1_000);
const middle = next(2_000);
const newest = next(3_000);

function after(...actions: LiveAction[]): LiveState {
  return actions.reduce(reduceLive, emptyLive);
}

describe('the live table', () => {
  it('shows each request once, newest first, in whichever order stream and first answer come', () => {
    const rows = [newest, middle, oldest];
    const streamFirst = after(
      { kind: 'arrived', auctions: [newest] },
      { kind: 'recent', auctions: [newest, middle, oldest] },
    );
    const answerFirst = after(
      { kind: 'recent', auctions: [middle, oldest] },
      { kind: 'arrived', auctions: [newest] },
    );
    expect(streamFirst.rows).toEqual(rows);
    expect(answerFirst.rows).toEqual(rows);
  });

  it('keeps no more rows than it may, and drops the oldest', () => {
    const many = Array.from({ length: ROWS_MAX }, (_, index) => next(10_000 + index)).toReversed();
    const state = after({ kind: 'recent', auctions: [oldest] }, { kind: 'arrived', auctions: many });
    expect(state.rows).toHaveLength(ROWS_MAX);
    expect(state.rows).not.toContain(oldest);
    expect(state.rows[0]).toBe(many[0]);
  });

  it('holds arrivals while paused, counts them, and puts them on top when resumed', () => {
    const paused = after(
      { kind: 'recent', auctions: [oldest] },
      { kind: 'pause' },
      { kind: 'arrived', auctions: [middle] },
      { kind: 'arrived', auctions: [newest] },
    );
    expect(paused.rows).toEqual([oldest]);
    expect(paused.held).toEqual([newest, middle]);
    expect(paused.arrived).toBe(2);
    const resumed = reduceLive(paused, { kind: 'resume' });
    expect(resumed.rows).toEqual([newest, middle, oldest]);
    expect(resumed.held).toEqual([]);
  });

  it('adds up what was left out', () => {
    expect(after({ kind: 'lag', skipped: 3 }, { kind: 'lag', skipped: 4 }).skipped).toBe(7);
  });
});

describe('one line of it', () => {
  const [imp] = newest.imps;
  if (!imp) throw new Error('the fixture has an imp');
  const filled = {
    ...newest,
    imps: [
      {
        ...imp,
        outcome: 'filled' as const,
        candidates: [
          {
            demand: 'northwind',
            demandKind: 'openrtb' as const,
            priceMicros: 2_000_000,
            outcome: 'won' as const,
            reason: 'won',
            reasonCode: 0,
            latencyMs: 3,
          },
        ],
      },
    ],
  };
  const unfilled = { ...newest, imps: [{ ...imp, outcome: 'unfilled' as const, candidates: [] }] };

  it('says who won at which price', () => {
    expect(summarise(filled)).toMatchObject({
      outcome: 'filled',
      winners: ['northwind'],
      priceMicros: 2_000_000,
    });
    expect(summarise(unfilled)).toMatchObject({ outcome: 'unfilled', winners: [], priceMicros: undefined });
    const partly = { ...filled, imps: [...filled.imps, ...unfilled.imps] };
    expect(summarise(partly).outcome).toBe('partly');
  });

  it('is found by every word that stands in it, and by its outcome', () => {
    expect(matches(filled, { text: `NORTHWIND ${filled.media}`, language: 'en', outcome: 'filled' })).toBe(
      true,
    );
    expect(matches(filled, { text: 'northwind elsewhere', language: 'en', outcome: 'all' })).toBe(false);
    expect(matches(filled, { text: '', language: 'en', outcome: 'unfilled' })).toBe(false);
    expect(matches(unfilled, { text: '', language: 'en', outcome: 'unfilled' })).toBe(true);
  });
});
