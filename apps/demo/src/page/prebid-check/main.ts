import pbjs from 'prebid.js';
import 'prebid.js/modules/prebidServerBidAdapter.js';
import 'prebid.js/modules/consentManagementTcf.js';
import 'prebid.js/modules/consentManagementGpp.js';
import 'prebid.js/modules/consentManagementUsp.js';
import { installConsentPlatforms } from './consent-platforms.ts';
import type { PageView, Seen } from './page-view.ts';

const TIMEOUT_MS = 5_000;

/** One page view as a site with Prebid.js has it: ad units of three formats, asked of the server, rendered and reported. */
export async function viewPage(view: PageView): Promise<Readonly<Record<string, Seen>>> {
  installConsentPlatforms(view.consent);
  configure(view);
  pbjs.addAdUnits(adUnits(view.bidders) as Parameters<typeof pbjs.addAdUnits>[0]);
  await new Promise<void>((resolve) => {
    pbjs.requestBids({ timeout: TIMEOUT_MS, bidsBackHandler: () => resolve() });
    pbjs.processQueue();
  });
  const seen: Record<string, Seen> = {};
  for (const bid of pbjs.getHighestCpmBids() as unknown as BidOnPage[]) {
    seen[bid.adUnitCode] = {
      bidder: bid.bidderCode,
      mediaType: bid.mediaType,
      cpm: bid.cpm,
      currency: bid.currency,
      vastXml: bid.vastXml ?? '',
      native: (bid.native?.ortb?.assets ?? []).flatMap(({ title }) => title?.text ?? []),
      targeting: bid.adserverTargeting,
    };
    show(bid);
  }
  return seen;
}

interface BidOnPage {
  readonly adId: string;
  readonly adUnitCode: string;
  readonly bidderCode: string;
  readonly mediaType: string;
  readonly cpm: number;
  readonly currency: string;
  readonly vastXml?: string;
  readonly native?: {
    readonly ortb?: { readonly assets?: readonly { readonly title?: { text: string } }[] };
  };
  readonly adserverTargeting: Readonly<Record<string, string>>;
}

/** The banner is rendered; of the others the page says that it uses them, as a player or a native template would. */
function show(bid: BidOnPage): void {
  const frame = document.querySelector<HTMLIFrameElement>('#banner')?.contentDocument;
  if (bid.mediaType === 'banner' && frame) pbjs.renderAd(frame, bid.adId);
  else
    pbjs.markWinningBidAsUsed({ adId: bid.adId, events: true } as Parameters<
      typeof pbjs.markWinningBidAsUsed
    >[0]);
}

function configure({ server, account, bidders, country, consent }: PageView): void {
  pbjs.setConfig({
    bidderTimeout: TIMEOUT_MS,
    userSync: { syncEnabled: true, syncDelay: 0 },
    cache: { url: '', allowVastXmlOnly: true },
    s2sConfig: {
      enabled: true,
      accountId: account,
      adapter: 'prebidServer',
      bidders: [...bidders],
      timeout: TIMEOUT_MS,
      endpoint: `${server}/openrtb2/auction`,
      syncEndpoint: `${server}/cookie_sync`,
      userSyncLimit: 5,
    },
    ortb2: { device: { geo: { country } } },
  } as Parameters<typeof pbjs.setConfig>[0]);
  // Prebid.js waits for consent platforms that it is told of, and asks nobody where it is told of none.
  if (Object.keys(consent).length === 0) return;
  const iab = { cmpApi: 'iab', timeout: 1_000 };
  pbjs.setConfig({
    consentManagement: {
      ...(consent.tcf !== undefined && { gdpr: { ...iab, defaultGdprScope: true } }),
      ...(consent.gpp !== undefined && { gpp: iab }),
      ...(consent.usp !== undefined && { usp: iab }),
    },
  } as unknown as Parameters<typeof pbjs.setConfig>[0]);
}

function adUnits(bidders: readonly string[]): readonly object[] {
  const bids = bidders.map((bidder) => ({ bidder, params: {} }));
  const ortb2Imp = { secure: 0 };
  return [
    { code: 'banner', mediaTypes: { banner: { sizes: [[300, 250]] } }, ortb2Imp, bids },
    {
      code: 'video',
      mediaTypes: {
        video: {
          context: 'instream',
          playerSize: [[640, 360]],
          mimes: ['video/mp4'],
          protocols: [2, 3, 7, 8],
          minduration: 5,
          maxduration: 30,
          plcmt: 1,
          linearity: 1,
        },
      },
      ortb2Imp,
      bids,
    },
    {
      code: 'native',
      mediaTypes: {
        native: { ortb: { ver: '1.2', assets: [{ id: 1, required: 1, title: { len: 80 } }] } },
      },
      ortb2Imp,
      bids,
    },
  ];
}

Reflect.set(window, 'viewPage', viewPage);
