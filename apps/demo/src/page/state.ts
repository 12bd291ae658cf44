/** The page's progress as plain JSON, readable from outside as `window.jianchatDemo.state`. */
export interface DemoState {
  phase: 'loading' | 'bidding' | 'rendered' | 'nobid' | 'error';
  auctionId: string | null;
  winners: DemoWinner[];
  error: string | null;
}

interface DemoWinner {
  placement: string;
  bidder: string;
  cpm: number;
  currency: string;
  creativeId: string;
  /** True once the ad is on the page: its markup written, or its video playing or waiting to be started. */
  rendered: boolean;
}

declare global {
  var jianchatDemo: { readonly state: DemoState } | undefined;
}

/** Creates the state and makes it visible. */
export function publishState(): DemoState {
  const state: DemoState = { phase: 'loading', auctionId: null, winners: [], error: null };
  globalThis.jianchatDemo = { state };
  return state;
}
