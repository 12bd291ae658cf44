import type { ExplainedAuction } from '@jianchat/auction';
import { textTable } from '../explain/text-table.ts';
import type { DryAuction } from './hold-dry-auction.ts';

type Candidate = ExplainedAuction['imps'][number]['candidates'][number];

/** Who stood where for each imp, and why. */
export function dryAuctionText({ auction, unconsidered }: Extract<DryAuction, { ok: true }>): string {
  const head = `policy ${auction.policyVersion}, ${auction.regime}, ${auction.media}, ${auction.country || 'no country'}, ${auction.deviceType}\n`;
  const imps = auction.imps.map(({ placement, format, outcome, floorMicros, currency, candidates }, at) => {
    const floor = `floor ${cpm(floorMicros)} ${currency}`;
    const title = `imp ${at + 1}: ${placement || 'no placement'}, ${format}, ${outcome}, ${floor}\n`;
    if (candidates.length === 0) return `${title}  nobody could have it\n`;
    return title + textTable([HEAD, ...candidates.map(rowOf)]);
  });
  const rest =
    unconsidered.length === 0
      ? ''
      : `not looked at: the targeting does not hold, the time is another, no creative has the form, or places were taken by better ones\n${textTable(unconsidered.map((id) => [id]))}`;
  return [head, ...imps, ...(rest === '' ? [] : [rest])].join('\n');
}

const HEAD = ['line item', 'outcome', 'CPM', 'tier', 'stands at', 'reason'];

function rowOf({ demand, outcome, priceMicros, standing, reason, reasonCode }: Candidate): readonly string[] {
  return [
    demand,
    outcome,
    cpm(priceMicros),
    standing?.tier ?? '',
    standing === undefined ? '' : cpm(standing.micros),
    outcome === 'won' ? '' : `${reason} [${reasonCode}]`,
  ];
}

const cpm = (micros: number): string =>
  micros >= Number.MAX_SAFE_INTEGER ? 'not comparable' : (micros / 1_000_000).toFixed(2);
