import { createHash } from 'node:crypto';
import { rectangleHtml, stripHtml } from './demo-creatives.ts';
import { DEMO_PAGE_KEY } from './page/page-key.ts';

/** Native Ads API 1.2 request of the native placement, as the JSON string OpenRTB wants it to be. */
const nativeRequest = JSON.stringify({
  ver: '1.2',
  context: 1,
  contextsubtype: 11,
  plcmttype: 1,
  assets: [
    { id: 1, required: 1, title: { len: 80 } },
    { id: 2, required: 1, img: { type: 3, wmin: 300, hmin: 150 } },
    { id: 3, required: 0, data: { type: 1, len: 40 } },
    { id: 4, required: 0, data: { type: 2, len: 120 } },
    { id: 5, required: 0, data: { type: 12, len: 20 } },
  ],
  eventtrackers: [{ event: 1, methods: [1] }],
});

const rectangle = { w: 300, h: 250 };
const strip = { w: 320, h: 50 };
const bothBidders = { prebid: { bidder: { 'demo-dsp-a': {}, 'demo-dsp-b': {} } } };

const imps = {
  'demo-banner': {
    banner: { format: [rectangle, strip] },
    bidfloor: 0.1,
    bidfloorcur: 'USD',
    ext: bothBidders,
  },
  'demo-video': {
    video: {
      mimes: ['video/webm', 'video/mp4'],
      protocols: [2, 3, 7, 8],
      w: 640,
      h: 360,
      minduration: 5,
      maxduration: 30,
      startdelay: 0,
      plcmt: 2,
      linearity: 1,
      playbackmethod: [2],
    },
    bidfloor: 0.1,
    bidfloorcur: 'USD',
    ext: bothBidders,
  },
  'demo-native': {
    native: { request: nativeRequest, ver: '1.2' },
    bidfloor: 0.1,
    bidfloorcur: 'USD',
    ext: bothBidders,
  },
  'demo-app-banner': { banner: { format: [strip] }, bidfloor: 0.1, bidfloorcur: 'USD', ext: bothBidders },
};

const pageKey = {
  use: 'page' as const,
  hash: createHash('sha256').update(DEMO_PAGE_KEY).digest('hex'),
};

const placements = [
  { id: 'demo-banner', media: 'demo-site', name: 'Article side, banner', imp: imps['demo-banner'] },
  { id: 'demo-video', media: 'demo-site', name: 'Article top, video', imp: imps['demo-video'] },
  { id: 'demo-native', media: 'demo-site', name: 'Article end, native', imp: imps['demo-native'] },
  { id: 'demo-app-banner', media: 'demo-app', name: 'Screen foot, banner', imp: imps['demo-app-banner'] },
];

/**
 * The demo's configuration in the form of the import file: an account with a site and an app, two demo bidders and one
 * direct campaign. `dspA` and `dspB` are the bidders' endpoints, `publicUrl` the platform's origin without a trailing slash.
 */
export function demoImport(options: { dspA: string; dspB: string; publicUrl: string }) {
  const { dspA, dspB, publicUrl } = options;
  const clickUrl = `${publicUrl}/demo/landing?by=demo-direct`;
  const ofDirect = { lineItem: 'demo-direct', clickUrl, advertiserDomains: ['demo-advertiser.example'] };
  return {
    accounts: [{ id: 'demo', name: 'Demo media', currency: 'USD', revenueShareBps: 8000 }],
    media: [
      {
        id: 'demo-site',
        account: 'demo',
        kind: 'site' as const,
        name: 'The Side Street',
        domain: 'localhost',
      },
      {
        id: 'demo-app',
        account: 'demo',
        kind: 'app' as const,
        name: 'The Side Street app',
        bundle: 'example.jianchat.demo',
      },
    ],
    placements,
    storedImps: imps,
    bidders: [
      {
        id: 'demo-dsp-a',
        name: 'Demo bidder A (brand)',
        endpoint: dspA,
        contract: 'demo-dsp-a',
        timeoutMs: 400,
      },
      {
        id: 'demo-dsp-b',
        name: 'Demo bidder B (performance)',
        endpoint: dspB,
        contract: 'demo-dsp-b',
        timeoutMs: 400,
      },
    ],
    advertisers: [
      { id: 'demo-advertiser', name: 'Demo advertiser', currency: 'USD', conversions: { keys: [pageKey] } },
    ],
    lineItems: [
      {
        id: 'demo-direct',
        advertiser: 'demo-advertiser',
        name: 'A house with lit windows',
        priceCpmMicros: 1_800_000,
        budgetTotalMicros: 500_000_000,
        // Whoever adds media of their own to a demo installation does not get the demo's campaign on them.
        targeting: { media: ['demo-site', 'demo-app'] },
      },
    ],
    creatives: [
      { id: 'demo-direct-300x250', kind: 'banner' as const, ...rectangle, html: rectangleHtml, ...ofDirect },
      { id: 'demo-direct-320x50', kind: 'banner' as const, ...strip, html: stripHtml, ...ofDirect },
      {
        id: 'demo-direct-video',
        kind: 'video' as const,
        durationSec: 6,
        files: [
          { url: `${publicUrl}/demo/spot-glass.webm`, mime: 'video/webm', w: 640, h: 360, bitrateKbps: 150 },
        ],
        ...ofDirect,
      },
    ],
  };
}
