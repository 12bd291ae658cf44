import { describe, expect, it } from 'vitest';
import type { Seller } from './sellers-json.ts';
import { chainText, type Listing, seenChain, verifyChain } from './verify-chain.ts';

const seller = (id: string, more: Partial<Seller>): Seller => ({
  id,
  type: 'BOTH',
  confidential: false,
  ...more,
});
const LISTED: Readonly<Record<string, Listing>> = {
  'first.example p-1': seller('p-1', { type: 'PUBLISHER', name: 'Paper', domain: 'paper.example' }),
  'first.example i-1': seller('i-1', { type: 'INTERMEDIARY' }),
  'first.example gone': 'unlisted',
  'second.example first': seller('first', { type: 'INTERMEDIARY', domain: 'first.example' }),
  'second.example p-2': seller('p-2', { type: 'PUBLISHER' }),
  'second.example hidden': seller('hidden', { confidential: true, domain: 'x.example' }),
};
const verify = (complete: 0 | 1, ...nodes: object[]) => {
  const chain = seenChain({ complete, ver: '1.0', nodes });
  if (chain === undefined) throw new Error('no chain');
  return verifyChain(chain, ({ asi, sid }) => LISTED[`${asi} ${sid}`]);
};
const paper = { asi: 'First.Example', sid: 'p-1', hp: 1 };

describe('S8: a supply chain', () => {
  it('holds where every system lists its seller in the role it has', () => {
    expect(verify(1, paper, { asi: 'second.example', sid: 'first' })).toEqual({
      verdict: 'holds',
      reasons: [],
    });
  });

  it('is not accused by a file that is not known', () => {
    expect(verify(1, paper, { asi: 'third.example', sid: '7' })).toEqual({ verdict: 'unknown', reasons: [] });
  });

  it.each([
    ['a seller nobody lists', 0, [{ asi: 'first.example', sid: 'gone' }], ['node.unlisted']],
    ['a publisher between others', 1, [paper, { asi: 'second.example', sid: 'p-2' }], ['node.role']],
    ['another domain', 1, [{ ...paper, domain: 'other.example' }], ['node.domain']],
    [
      'a seller in between that is listed under another domain than the system before it',
      1,
      [
        { asi: 'other.example', sid: 'unread' },
        { asi: 'second.example', sid: 'first' },
      ],
      ['node.seller'],
    ],
    ['another name', 1, [{ ...paper, name: 'Other' }], ['node.name']],
    [
      'an intermediary first, though complete',
      1,
      [{ asi: 'first.example', sid: 'i-1' }],
      ['complete.untrue'],
    ],
  ] as const)('is untrue with %s', (_case, complete, nodes, reasons) => {
    expect(verify(complete, ...nodes)).toEqual({ verdict: 'untrue', reasons });
  });

  it('may begin with an intermediary where it says it is not complete, and names match whatever their case', () => {
    expect(verify(0, { asi: 'first.example', sid: 'i-1' }).verdict).toBe('holds');
    expect(verify(1, { ...paper, name: ' PAPER ', domain: 'Paper.Example' }).verdict).toBe('holds');
  });

  it('takes names of one registered domain for one', () => {
    const through = { asi: 'ads.first.example', sid: 'unread' };
    expect(verify(1, through, { asi: 'second.example', sid: 'first' }).reasons).toEqual([]);
    expect(verify(1, { ...paper, domain: 'www.paper.example' }).verdict).toBe('holds');
  });

  it('says nothing of a confidential seller that could be compared', () => {
    expect(verify(1, paper, { asi: 'second.example', sid: 'hidden', domain: 'y.example' }).verdict).toBe(
      'holds',
    );
  });

  it.each([
    ['no nodes', { complete: 1, nodes: [] }],
    ['a node without a seller', { complete: 1, nodes: [{ asi: 'a.example' }] }],
    ['too many nodes', { complete: 1, nodes: Array.from({ length: 21 }, () => paper) }],
    ['a wrong type', 'chain'],
  ])('with %s is no claim that could be true', (_case, raw) => {
    expect(seenChain(raw)).toBeUndefined();
  });

  it('has one text for the same claims, whatever else it carries', () => {
    const text = (chain: object) => chainText(seenChain(chain) ?? { complete: false, nodes: [] });
    const one = text({ complete: 1, nodes: [paper], ext: { a: 1 } });
    expect(text({ complete: 1, nodes: [{ ...paper, asi: 'first.example', rid: 'r', hp: 0 }] })).toBe(one);
    expect(text({ complete: 0, nodes: [paper] })).not.toBe(one);
    expect(text({ complete: 1, nodes: [{ ...paper, name: 'x' }] })).not.toBe(one);
  });
});
