import { sizesOf, summariseImp } from './imp-summary.ts';

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
  const sizes = JSON.stringify(sizesOf(imp)).replaceAll(',', ', ');
  const [size = [640, 360]] = sizesOf(imp);
  const parts = summariseImp(imp).formats.map((format) => {
    switch (format) {
      case 'banner':
        return `banner: { sizes: ${sizes} }`;
      case 'video':
        return `video: { context: 'instream', playerSize: ${JSON.stringify(size).replace(',', ', ')} }`;
      case 'native':
        return 'native: { ortb: { /* the assets your page draws */ } }';
      case 'audio':
        return "audio: { context: 'instream' }";
    }
  });
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}
