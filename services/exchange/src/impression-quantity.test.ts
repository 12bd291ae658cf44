import { expect, it } from 'vitest';
import { impressionsMilli } from './impression-quantity.ts';

const placement = { qty: { multiplier: 12.5 } };

it.each<[string, number | undefined, Parameters<typeof impressionsMilli>]>([
  [
    'what the request says',
    10_000,
    [
      { id: '1', qty: { multiplier: 10 } },
      { isScreen: true, placement },
    ],
  ],
  [
    'no more than the placement says',
    12_500,
    [
      { id: '1', qty: { multiplier: 900 } },
      { isScreen: true, placement },
    ],
  ],
  [
    'what the placement says, where the request is silent',
    12_500,
    [{ id: '1' }, { isScreen: true, placement }],
  ],
  [
    'one elsewhere than on public screens',
    undefined,
    [
      { id: '1', qty: { multiplier: 10 } },
      { isScreen: false, placement },
    ],
  ],
  [
    'one where no placement says so',
    undefined,
    [
      { id: '1', qty: { multiplier: 10 } },
      { isScreen: true, placement: {} },
    ],
  ],
  [
    'one',
    undefined,
    [
      { id: '1', qty: { multiplier: 1 } },
      { isScreen: true, placement },
    ],
  ],
  [
    'what all its screens are said to',
    3_500,
    [{ id: '1' }, { isScreen: true, placement: {}, screenMultiplier: 3.5 }],
  ],
  [
    'what its placement says rather than all its screens',
    12_500,
    [{ id: '1' }, { isScreen: true, placement, screenMultiplier: 3.5 }],
  ],
])('a display stands for %s', (_what, milli, [imp, where]) => {
  expect(impressionsMilli(imp, where)).toBe(milli);
});
