import type { LiveAuction } from '@jianchat/api-contract';
import { countryName } from '../../texts/countries.ts';

export type Outcome = 'filled' | 'partly' | 'unfilled';
type Candidate = LiveAuction['imps'][number]['candidates'][number];

/** One line for one request: what the table shows and the filter searches. */
export interface Summary {
  readonly placements: readonly string[];
  readonly outcome: Outcome;
  /** Who won, each once. */
  readonly winners: readonly string[];
  /** Sum of the winning CPMs; undefined when nothing was won. */
  readonly priceMicros: number | undefined;
  readonly currency: string;
}

export function summarise(auction: LiveAuction): Summary {
  const won = auction.imps.flatMap((imp) => winnerOf(imp.candidates) ?? []);
  const filled = auction.imps.filter((imp) => imp.outcome === 'filled').length;
  return {
    placements: [...new Set(auction.imps.map((imp) => imp.placement))],
    outcome: filled === 0 ? 'unfilled' : filled === auction.imps.length ? 'filled' : 'partly',
    winners: [...new Set(won.map((candidate) => candidate.demand))],
    priceMicros:
      won.length === 0 ? undefined : won.reduce((sum, candidate) => sum + candidate.priceMicros, 0),
    currency: auction.imps[0]?.currency ?? 'USD',
  };
}

export function winnerOf(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.find((candidate) => candidate.outcome === 'won');
}

export interface LiveFilter {
  readonly text: string;
  readonly outcome: 'all' | 'filled' | 'unfilled';
}

/** Every word of the text must stand somewhere in the line; "filled" includes requests that were filled in part. A country is found by code and by name. */
export function matches(auction: LiveAuction, filter: LiveFilter & { readonly language: string }): boolean {
  const summary = summarise(auction);
  if (filter.outcome === 'filled' && summary.outcome === 'unfilled') return false;
  if (filter.outcome === 'unfilled' && summary.outcome !== 'unfilled') return false;
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const line = [
    auction.id,
    auction.account,
    auction.media,
    auction.country,
    countryName(auction.country, filter.language) ?? '',
    auction.deviceType,
    auction.regime,
    auction.channel,
    ...summary.placements,
    ...auction.imps.flatMap((imp) => imp.candidates.map((candidate) => candidate.demand)),
  ]
    .join(' ')
    .toLowerCase();
  return words.every((word) => line.includes(word));
}
