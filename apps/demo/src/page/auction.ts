import pbjs, { type Bid } from 'prebid.js';
import 'prebid.js/modules/prebidServerBidAdapter.js';
import 'prebid.js/modules/consentManagementTcf.js';
import 'prebid.js/modules/consentManagementGpp.js';
import 'prebid.js/modules/consentManagementUsp.js';
import { record, text } from './json.ts';
import type { Signals } from './signals.ts';

type PrebidConsent = NonNullable<Parameters<typeof pbjs.setConfig>[0]['consentManagement']>;

export type PlacementId = 'demo-banner' | 'demo-video';
export const placementIds: readonly PlacementId[] = ['demo-video', 'demo-banner'];

/** Bidders that only the server knows: no adapter for them exists in the browser, and none is needed. */
const serverBidders = ['demo-dsp-a', 'demo-dsp-b'];
/** The seat of the server's own direct campaigns. It bids without being asked by name. */
export const directSeat = 'jianchat';

/** Milliseconds the server gets (`tmax`), and the page waits. */
const serverTimeout = 1_000;
const pageTimeout = 2_000;

/** What Prebid.js knows about the finished auctions. */
export interface AuctionResult {
  /** The request as it went out; undefined when none did. */
  readonly request: Readonly<Record<string, unknown>> | undefined;
  /** Under which id the server keeps its record. */
  readonly auctionId: string | undefined;
  readonly bids: Readonly<Record<PlacementId, readonly Bid[]>>;
  /** `ext.seatnonbid` of the answer, unread. */
  readonly seatNonBid: unknown;
  /** `ext.responsetimemillis` by bidder. */
  readonly responseMs: Readonly<Record<string, number>>;
  readonly error: string | undefined;
}

/** Runs one auction for all slots through Prebid Server's interface on this page's own origin. */
export async function runAuction(
  signals: Signals,
  page: { language: string; demoId: string },
): Promise<AuctionResult> {
  configure(signals, page);
  let request: Readonly<Record<string, unknown>> | undefined;
  let seatNonBid: unknown;
  let error: string | undefined;
  let serverId: string | undefined;
  const responseMs: Record<string, number> = {};
  pbjs.onEvent('beforePBSHttp', ({ requestJson }) => {
    request = record(JSON.parse(requestJson));
  });
  pbjs.onEvent('pbsAnalytics', ({ response, seatnonbid }) => {
    seatNonBid = seatnonbid;
    serverId = text(record(response)['bidid']);
    Object.assign(responseMs, numbersOf(record(record(response)['ext'])['responsetimemillis']));
  });
  pbjs.onEvent('bidderError', ({ error: cause }) => {
    error = cause.timedOut ? 'timeout' : `HTTP ${cause.status}`;
  });
  pbjs.onEvent('auctionEnd', ({ bidderRequests }) => {
    for (const bidderRequest of bidderRequests) {
      const { bidderCode, serverResponseTimeMs } = record(bidderRequest);
      if (typeof bidderCode === 'string' && typeof serverResponseTimeMs === 'number') {
        responseMs[bidderCode] = serverResponseTimeMs;
      }
    }
  });
  const bids = await requestBids();
  return {
    request,
    auctionId: serverId ?? idOfBids(bids) ?? text(request?.['id']),
    bids,
    seatNonBid,
    responseMs,
    error,
  };
}

/** The server's bid ids start with the auction's, up to a dot. */
function idOfBids(bids: AuctionResult['bids']): string | undefined {
  const ids = Object.values(bids).flatMap((some) => some.map((bid) => text(record(bid)['pbsBidId'])));
  return ids.find((id) => id !== undefined)?.split('.')[0];
}

function configure(signals: Signals, page: { language: string; demoId: string }): void {
  pbjs.setConfig({
    bidderTimeout: pageTimeout,
    deviceAccess: false,
    userSync: { syncEnabled: false },
    // The page has its own small player, which takes the VAST document as it is.
    cache: { url: '', allowVastXmlOnly: true },
    s2sConfig: {
      enabled: true,
      accountId: 'demo',
      adapter: 'prebidServer',
      bidders: [...serverBidders, directSeat],
      allowUnknownBidderCodes: true,
      timeout: serverTimeout,
      endpoint: `${location.origin}/openrtb2/auction`,
      // Empty keeps cookie syncing off.
      syncEndpoint: '',
      extPrebid: { returnallbidstatus: true },
    },
    ortb2: {
      ...signals.ortb2,
      site: {
        name: 'The Side Street',
        cat: ['IAB20'],
        keywords: 'city,walking,culture,outdoors',
        content: { language: page.language, title: 'Around the block, the slow way' },
      },
      user: {
        ...signals.ortb2.user,
        eids: [{ source: 'demo.jianchat.example', uids: [{ id: page.demoId, atype: 1 }] }],
      },
    },
  });
  if (signals.consentManagement) {
    // Prebid's types describe the consent data it keeps; its code reads the consent platform's answer, as documented.
    pbjs.setConfig({ consentManagement: signals.consentManagement as unknown as PrebidConsent });
  }
}

function requestBids(): Promise<AuctionResult['bids']> {
  const bids = serverBidders.map((bidder) => ({ bidder, params: {} }));
  // Prebid.js asks for https creatives unless told otherwise, which a demo on plain http has none of.
  const secure = location.protocol === 'https:' ? (1 as const) : (0 as const);
  const storedImp = (id: PlacementId) => ({ secure, ext: { prebid: { storedrequest: { id } } } });
  pbjs.addAdUnits([
    {
      code: 'demo-banner',
      mediaTypes: {
        banner: {
          sizes: [
            [300, 250],
            [320, 50],
          ],
        },
      },
      ortb2Imp: storedImp('demo-banner'),
      bids,
    },
    {
      code: 'demo-video',
      mediaTypes: {
        video: {
          context: 'instream',
          playerSize: [[640, 360]],
          mimes: ['video/webm', 'video/mp4'],
          protocols: [2, 3, 7, 8],
          minduration: 5,
          maxduration: 30,
          plcmt: 2,
          linearity: 1,
        },
      },
      ortb2Imp: storedImp('demo-video'),
      bids,
    },
  ]);
  return new Promise((resolve) => {
    pbjs.requestBids({
      timeout: pageTimeout,
      bidsBackHandler: () => {
        const all = (id: PlacementId) => pbjs.getBidResponsesForAdUnitCode(id).bids;
        resolve({ 'demo-banner': all('demo-banner'), 'demo-video': all('demo-video') });
      },
    });
    pbjs.processQueue();
  });
}

function numbersOf(value: unknown): Record<string, number> {
  return Object.fromEntries(
    Object.entries(record(value)).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}
