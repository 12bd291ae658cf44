import type { ExplainedAuction } from '@jianchat/auction';
import type { Unconsidered } from '@jianchat/demand-direct';
import { textTable } from '../explain/text-table.ts';
import type { DryAuction, UnconsideredLine } from './hold-dry-auction.ts';

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
  const rest = unconsidered.map((line) => [line.lineItem, reasonOf(line)]);
  const others = rest.length === 0 ? [] : [`not looked at\n${textTable(rest)}`];
  return [head, ...imps, ...others, UNPUBLISHED].join('\n');
}

const UNPUBLISHED =
  'Not named are line items that are switched off, archived, or without a creative that is switched on and approved: they are not published.\n';

function reasonOf(line: UnconsideredLine): string {
  if (line.why !== 'targeting') return REASONS[line.why];
  return `the targeting does not hold: ${line.of.join(', ')}`;
}

const REASONS = {
  time: 'it begins later, or is over',
  form: 'none of its creatives has the form that is asked for',
  currency: 'nobody knows the rate from its currency to that of the auction',
  outranked: 'better ones took the places, or it was not its turn among more than are looked at',
} as const satisfies Record<Exclude<Unconsidered['why'], 'targeting'>, string>;

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
