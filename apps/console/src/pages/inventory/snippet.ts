import { type ImpSummary, sizesOf, summariseImp } from './imp-summary.ts';

export interface SnippetFacts {
  /** Scheme, host and port of the platform. */
  readonly origin: string;
  readonly account: string;
  readonly placement: string;
  readonly imp: unknown;
}

/**
 * What a page needs to sell this placement: Prebid.js with its Prebid Server adapter, the placement asked for as a
 * stored impression. Which bidders are asked is decided by the stored imp, not by the page.
 */
export function prebidSnippet({ origin, account, placement, imp }: SnippetFacts): string {
  const url = (path: string) => JSON.stringify(`${origin}${path}`);
  return `pbjs.que.push(() => {
  pbjs.setConfig({
    s2sConfig: {
      name: 'jianchat',
      enabled: true,
      accountId: ${JSON.stringify(account)},
      bidders: [],
      allowUnknownBidderCodes: true,
      adapter: 'prebidServer',
      timeout: 1000,
      endpoint: {
        p1Consent: ${url('/openrtb2/auction')},
        noP1Consent: ${url('/openrtb2/auction')},
      },
      syncEndpoint: {
        p1Consent: ${url('/cookie_sync')},
        noP1Consent: ${url('/cookie_sync')},
      },
    },
  });
  pbjs.addAdUnits({
    code: ${JSON.stringify(placement)}, // id of the iframe that shows the ad
    mediaTypes: ${mediaTypes(imp)},
    ortb2Imp: { ext: { prebid: { storedrequest: { id: ${JSON.stringify(placement)} } } } },
    bids: [{ module: 'pbsBidAdapter', params: { configName: 'jianchat' } }],
  });
  pbjs.requestBids({
    bidsBackHandler: () => {
      const [winner] = pbjs.getHighestCpmBids(${JSON.stringify(placement)});
      const frame = document.getElementById(${JSON.stringify(placement)});
      if (winner) pbjs.renderAd(frame.contentDocument, winner.adId);
    },
  });
});`;
}

/** The same as one request from a server or an app. */
export function curlSnippet({ origin, account, placement }: SnippetFacts): string {
  const body = {
    id: 'test-1',
    imp: [{ id: '1', ext: { prebid: { storedrequest: { id: placement } } } }],
    site: { publisher: { id: account } },
  };
  return `curl -s ${origin}/openrtb2/auction \\
  -H 'content-type: application/json' \\
  -d '${JSON.stringify(body)}'`;
}

function mediaTypes(imp: unknown): string {
  const sizes = sizesOf(imp);
  const parts = summariseImp(imp).formats.map((format) => `${format}: ${MEDIA_TYPE[format](sizes)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

type Sizes = ReturnType<typeof sizesOf>;

/** What Prebid.js wants to know of each format; the rest comes from the stored imp. */
const MEDIA_TYPE: Readonly<Record<ImpSummary['formats'][number], (sizes: Sizes) => string>> = {
  banner: (sizes) => `{ sizes: ${spaced(sizes)} }`,
  video: (sizes) => `{ context: 'instream', playerSize: ${spaced(sizes[0] ?? [640, 360])} }`,
  native: () => '{ ortb: { /* the assets your page draws */ } }',
  audio: () => "{ context: 'instream' }",
};

function spaced(list: unknown): string {
  return JSON.stringify(list).replaceAll(',', ', ');
}
