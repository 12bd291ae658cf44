import type { Build } from '../routes/route.ts';

/** Header `X-Prebid` of answers to ad requests: which server held the auction, in the form of Prebid's own. */
export const xPrebid = ({ version }: Pick<Build, 'version'>): string =>
  `pbs-jianchat/${version || 'unknown'}`;
