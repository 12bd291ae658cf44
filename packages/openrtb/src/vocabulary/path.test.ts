import { describe, expect, it } from 'vitest';
import { findNode, valuePaths } from './path.ts';
import { BID_REQUEST } from './request-vocabulary.ts';

describe('paths of the bid request vocabulary', () => {
  it('finds every path it lists', () => {
    const paths = valuePaths(BID_REQUEST);
    expect(paths.filter((path) => findNode(BID_REQUEST, path) === undefined)).toEqual([]);
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('passes through lists and knows what it does not know', () => {
    expect(findNode(BID_REQUEST, 'imp.banner.format.w')?.kind).toBe('leaf');
    expect(findNode(BID_REQUEST, 'imp.ext.prebid.bidder.*.*')?.kind).toBe('open');
    expect(findNode(BID_REQUEST, 'user.ext.data.*')?.kind).toBe('open');
    expect(findNode(BID_REQUEST, 'device.ext.location_history')).toBeUndefined();
    expect(findNode(BID_REQUEST, '__proto__')).toBeUndefined();
  });
});
