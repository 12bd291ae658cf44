import type { EventRow } from '@jianchat/analytics';
import type { Tables } from '@jianchat/records';
import type { Kysely } from 'kysely';

/** Shares of flat prices, by the numbers that they got when they were dealt out, as analytics keeps them: money, and no event of anybody. */
export async function feeRows(
  db: Kysely<Tables>,
  { from, to }: { from: number; to: number },
): Promise<readonly EventRow[]> {
  const shares = await db
    .selectFrom('line_item_places as p')
    .innerJoin('line_item_days as d', (join) =>
      join.onRef('d.line_item', '=', 'p.line_item').onRef('d.day', '=', 'p.day'),
    )
    .selectAll('p')
    .select(['d.advertiser', 'd.currency', 'd.policy_version', 'd.noon_at'])
    .where('p.fee_offset', '>=', from)
    .where('p.fee_offset', '<', to)
    .orderBy('p.fee_offset')
    .execute();
  return shares.map((share) => ({
    // Noon of the line item's own day: the same day on most clocks.
    at: share.noon_at.getTime(),
    event_id: `day:${share.line_item}:${share.day}:${share.id}`,
    kind: 'fee',
    log_offset: share.fee_offset ?? 0,
    account: share.account,
    media: share.media,
    placement: share.placement,
    demand_kind: 'direct',
    demand: share.line_item,
    advertiser: share.advertiser,
    creative: share.creative,
    device_type: 'unknown',
    country: '',
    format: share.format as EventRow['format'],
    verdict: 'counted',
    charge_micros: share.charged_micros,
    media_micros: share.media_micros,
    platform_micros: share.charged_micros - share.media_micros,
    uncharged_micros: share.uncharged_micros,
    currency: share.currency,
    policy_version: share.policy_version,
    error_code: 0,
    conversion_kind: '',
    conversion_basis: '',
    value_micros: 0,
    extra_impressions: 0,
    mediated_micros: 0,
  }));
}
