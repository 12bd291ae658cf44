import { type BidderAnswer, FAILED } from '@jianchat/auction';
import { describe, expect, it } from 'vitest';
import { mergeAnswers } from './merge-answers.ts';

const bid = (id: string) => ({ seat: undefined, bid: { id, impid: 'i', price: 1 } });
const failed: BidderAnswer = { outcome: 'failed', status: 500, reason: FAILED, message: 'no' };

describe('answers of several calls', () => {
  it('are one, with bids each in its own currency and what was wrong with others', () => {
    const merged = mergeAnswers([
      { outcome: 'nobid', status: 200, faults: ['one'] },
      { outcome: 'bids', status: 200, currency: 'EUR', bids: [bid('a')] },
      failed,
      { outcome: 'bids', status: 200, currency: 'JPY', bids: [bid('b')], faults: ['two'] },
    ]);
    expect(merged).toEqual({
      outcome: 'bids',
      status: 200,
      currency: 'EUR',
      bids: [bid('a'), { ...bid('b'), currency: 'JPY' }],
      faults: ['one', 'two'],
    });
  });

  it('without a bid are the first failure, else no bid', () => {
    const none: BidderAnswer = { outcome: 'nobid', status: 204 };
    expect(mergeAnswers([none, failed])).toEqual(failed);
    expect(mergeAnswers([none, { outcome: 'nobid', status: 200 }])).toEqual(none);
  });
});
