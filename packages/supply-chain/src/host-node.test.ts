import { expect, it } from 'vitest';
import { chainWithNode } from './host-node.ts';

const own = { asi: 'jianchat.example', sid: 'press', hp: 1 };
const other = { asi: 'ssp.example', sid: '1', hp: 1 };

it.each([
  ['of nobody', undefined, { complete: 0, ver: '1.0', nodes: [own] }],
  [
    'that is whole',
    { complete: 1, ver: '1.0', nodes: [other] },
    { complete: 1, ver: '1.0', nodes: [other, own] },
  ],
  [
    'that is not',
    { complete: 0, ver: '1.0', nodes: [other] },
    { complete: 0, ver: '1.0', nodes: [other, own] },
  ],
  ['without nodes', { complete: 1, ver: '1.0' }, { complete: 0, ver: '1.0', nodes: [own] }],
  [
    'with a node that says not who it is',
    { complete: 1, ver: '1.0', nodes: [{ asi: 'ssp.example', sid: '' }, other] },
    { complete: 0, ver: '1.0', nodes: [{ asi: 'ssp.example', sid: '' }, other, own] },
  ],
  [
    'that has been here before',
    { complete: 1, ver: '1.0', nodes: [other, own, other] },
    { complete: 0, ver: '1.0', nodes: [other, own, other] },
  ],
])('S8: a chain %s gets our node, and claims nothing that is not true', (_which, chain, expected) => {
  expect(chainWithNode(chain, own)).toEqual(expected);
});

it('of a wrong type stays as it is', () => {
  for (const chain of [7, 'x', [], { nodes: 7 }]) expect(chainWithNode(chain, own)).toBe(chain);
});
