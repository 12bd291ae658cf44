import type { AuctionRow } from '@jianchat/analytics';
import type { AuctionRecord, ImpRecord } from '@jianchat/events';
import type { Placed } from './read-batch.ts';

const UINT16_MAX = 0xffff;
const UINT32_MAX = 0xffff_ffff;

/** Each imp of each auction as analytics keeps it. @param regimeName the name of a regime's number in a version of the policy. */
export function auctionRows(
  auctions: readonly Placed<AuctionRecord>[],
  regimeName: (regime: number, policyVersion: number) => string,
): readonly AuctionRow[] {
  return auctions.flatMap(({ offset, record }) =>
    record.imps.map((imp): AuctionRow => {
      const winner = winnerOf(imp);
      return {
        at: record.atMs,
        auction_id: record.id,
        account: record.account,
        media: record.media,
        placement: imp.placement,
        device_type: record.deviceType,
        country: record.country,
        regime: regimeName(record.regime, record.policyVersion),
        outcome: `${winner ? 'filled' : 'unfilled'}${record.doubtful ? '.doubtful' : ''}`,
        winner: winner?.demand ?? '',
        price_micros: winner?.priceMicros ?? 0,
        bids: Math.min(imp.candidates.filter((bid) => bid.priceMicros > 0).length, UINT16_MAX),
        duration_us: Math.min(record.durationUs, UINT32_MAX),
        policy_version: record.policyVersion,
        log_offset: offset,
      };
    }),
  );
}

const winnerOf = (imp: ImpRecord) => (imp.winner < 0 ? undefined : imp.candidates[imp.winner]);
