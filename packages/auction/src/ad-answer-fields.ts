import type { EventClaims } from '@jianchat/events';
import type { BidResponse, MacroValues } from '@jianchat/openrtb';
import type { FieldsOf } from '@jianchat/policy';

const messages = { '*': { code: 'adAnswer', message: 'adAnswer' } } as const;
const seatNonBid = {
  seat: 'adAnswer',
  nonbid: { impid: 'transaction', statuscode: 'auctionOutcome', ext: 'adAnswer' },
} as const;
const cacheEntry = { cacheId: 'adAnswer', url: 'adAnswer' } as const;

/** Which declared field each member of the answer to an ad request is. A member without one does not compile. */
export const AD_ANSWER_FIELDS: FieldsOf<BidResponse> = {
  id: 'transaction',
  bidid: 'transaction',
  cur: 'auctionTerms',
  customdata: 'adAnswer',
  nbr: 'auctionOutcome',
  seatbid: {
    seat: 'adAnswer',
    group: 'adAnswer',
    ext: 'adAnswer',
    bid: {
      id: 'transaction',
      impid: 'transaction',
      price: 'auctionOutcome',
      nurl: 'adAnswer',
      burl: 'adAnswer',
      lurl: 'adAnswer',
      adm: 'adAnswer',
      adid: 'adAnswer',
      adomain: 'adAnswer',
      bundle: 'adAnswer',
      iurl: 'adAnswer',
      cid: 'adAnswer',
      crid: 'adAnswer',
      tactic: 'adAnswer',
      cattax: 'adAnswer',
      cat: 'adAnswer',
      attr: 'adAnswer',
      apis: 'adAnswer',
      api: 'adAnswer',
      protocol: 'adAnswer',
      qagmediarating: 'adAnswer',
      language: 'adAnswer',
      langb: 'adAnswer',
      dealid: 'deals',
      w: 'adFormat',
      h: 'adFormat',
      wratio: 'adFormat',
      hratio: 'adFormat',
      exp: 'auctionTerms',
      dur: 'adFormat',
      mtype: 'adFormat',
      slotinpod: 'adFormat',
      ext: {
        dsa: 'adTransparency',
        origbidcpm: 'auctionOutcome',
        origbidcur: 'auctionOutcome',
        '*': 'adAnswer',
        prebid: {
          type: 'adFormat',
          targeting: 'adAnswer',
          targetbiddercode: 'adAnswer',
          cache: { key: 'adAnswer', url: 'adAnswer', bids: cacheEntry, vastXml: cacheEntry },
          meta: 'adAnswer',
          events: { win: 'adAnswer', imp: 'adAnswer' },
          bidid: 'transaction',
          dealpriority: 'deals',
          dealtiersatisfied: 'deals',
          video: { duration: 'adFormat', primary_category: 'adAnswer' },
          passthrough: 'requestControl',
          floors: 'auctionTerms',
          storedrequestattributes: 'adFormat',
        },
      },
    },
  },
  ext: {
    errors: messages,
    warnings: messages,
    responsetimemillis: 'auctionOutcome',
    tmaxrequest: 'auctionTerms',
    usersync: 'adAnswer',
    // What the client itself sent, as the gates let it in, and what they let out to each bidder.
    debug: { httpcalls: 'fieldFates', resolvedrequest: 'fieldFates' },
    seatnonbid: seatNonBid,
    prebid: {
      auctiontimestamp: 'auctionOutcome',
      passthrough: 'requestControl',
      modules: 'adAnswer',
      targeting: 'adAnswer',
      seatnonbid: seatNonBid,
      analytics: 'adAnswer',
      floors: 'auctionTerms',
    },
    '*': 'adAnswer',
  },
};

/** Which declared field each claim in an event URL is; the URL comes back as it left. */
export const EVENT_URL_FIELDS: FieldsOf<EventClaims> = {
  auction: 'transaction',
  imp: 'transaction',
  atMs: 'auctionOutcome',
  account: 'adSlot',
  media: 'adSlot',
  placement: 'adSlot',
  format: 'adFormat',
  demandKind: 'auctionOutcome',
  demand: 'auctionOutcome',
  advertiser: 'auctionOutcome',
  creative: 'adDisplay',
  priceCpmMicros: 'auctionOutcome',
  clickMicros: 'auctionOutcome',
  currency: 'auctionOutcome',
  revenueShareBps: 'auctionOutcome',
  deviceType: 'screen',
  country: 'country',
  policyVersion: 'auctionOutcome',
  clickUrl: 'adAnswer',
  kinds: 'adAnswer',
};

/** Which declared field a bidder learns by each macro in its markup and notices. */
export const MACRO_FIELDS: FieldsOf<MacroValues> = {
  AUCTION_ID: 'transaction',
  AUCTION_BID_ID: 'transaction',
  AUCTION_IMP_ID: 'transaction',
  AUCTION_SEAT_ID: 'adAnswer',
  AUCTION_AD_ID: 'adAnswer',
  AUCTION_PRICE: 'auctionOutcome',
  AUCTION_CURRENCY: 'auctionTerms',
  AUCTION_MBR: 'auctionOutcome',
  AUCTION_LOSS: 'auctionOutcome',
  AUCTION_MIN_TO_WIN: 'auctionOutcome',
  AUCTION_MULTIPLIER: 'adSlot',
  AUCTION_IMP_TS: 'auctionOutcome',
};
