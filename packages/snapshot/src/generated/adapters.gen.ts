// Generated from demand/openrtb/src/adapters by tools/adapter-registry.ts. Do not edit.

/** The adapters there are: their own address ('' for none) and the settings that an operator must give. */
export const ADAPTERS = {
  appnexus: { endpoint: "https://ib.adnxs.com/openrtb2", settings: [] },
  criteo: { endpoint: "https://ssp-bidder.criteo.com/openrtb/pbs/auction/request?profile=230", settings: [] },
  ix: { endpoint: "", settings: [] },
  openrtb: { endpoint: "", settings: [] },
  openx: { endpoint: "https://rtb.openx.net/prebid", settings: [] },
  pagescience: { endpoint: "https://ib.adnxs.com/openrtb2", settings: [] },
  pubmatic: { endpoint: "https://hbopenbid.pubmatic.com/translator", settings: [] },
  rubicon: { endpoint: "https://exapi-us-east.rubiconproject.com/a/api/exchange.json", settings: [] },
  smaato: { endpoint: "https://prebid.ad.smaato.net/oapi/prebid", settings: [] },
  sovrn: { endpoint: "https://pbs.lijit.com/rtb/bid?src=jianchat", settings: [] },
  vungle: { endpoint: "https://rtb.ads.vungle.com/bid/t/c770f32", settings: [] },
} as const satisfies Readonly<Record<string, { endpoint: string; settings: readonly string[] }>>;
