import type { LiveAuction } from '@jianchat/api-contract';

/** Rows kept: older ones fall off, so that a busy platform never fills the browser. */
export const ROWS_MAX = 250;

/**
 * The live table's state. While paused, new requests are held aside (as many as the table may show) and counted.
 *
 *     running --pause--> paused --resume--> running (what was held goes on top)
 */
export interface LiveState {
  /** Newest first. */
  readonly rows: readonly LiveAuction[];
  readonly held: readonly LiveAuction[];
  readonly paused: boolean;
  /** Requests that arrived by the stream, shown or not. */
  readonly arrived: number;
  /** Requests the server left out because this reader was too slow. */
  readonly skipped: number;
}

export type LiveAction =
  /** Both newest first. */
  | { readonly kind: 'recent'; readonly auctions: readonly LiveAuction[] }
  | { readonly kind: 'arrived'; readonly auctions: readonly LiveAuction[] }
  | { readonly kind: 'lag'; readonly skipped: number }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'clear' };

export const emptyLive: LiveState = { rows: [], held: [], paused: false, arrived: 0, skipped: 0 };

export function reduceLive(state: LiveState, action: LiveAction): LiveState {
  switch (action.kind) {
    case 'recent':
      return { ...state, rows: newestFirst(merge(state.rows, action.auctions)) };
    case 'arrived': {
      const arrived = state.arrived + action.auctions.length;
      return state.paused
        ? { ...state, arrived, held: merge(action.auctions, state.held) }
        : { ...state, arrived, rows: merge(action.auctions, state.rows) };
    }
    case 'lag':
      return { ...state, skipped: state.skipped + action.skipped };
    case 'pause':
      return { ...state, paused: true };
    case 'resume':
      return { ...state, paused: false, rows: merge(state.held, state.rows), held: [] };
    case 'clear':
      return { ...emptyLive, paused: state.paused };
  }
}

/** `first` before `second`, each id once, at most as many as the table shows. */
function merge(first: readonly LiveAuction[], second: readonly LiveAuction[]): readonly LiveAuction[] {
  const ids = new Set<string>();
  const merged: LiveAuction[] = [];
  for (const auction of [...first, ...second]) {
    if (ids.has(auction.id)) continue;
    ids.add(auction.id);
    merged.push(auction);
    if (merged.length === ROWS_MAX) break;
  }
  return merged;
}

/** The answer with recent requests may arrive after the stream's first ones: only then does order need mending. */
function newestFirst(rows: readonly LiveAuction[]): readonly LiveAuction[] {
  return rows.toSorted((a, b) => b.atMs - a.atMs);
}
