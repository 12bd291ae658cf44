// Generated from demand/openrtb/src/adapters by tools/adapter-registry.ts. Do not edit.

/** The adapters there are: their own address ('' for none) and the settings that an operator must give. */
export const ADAPTERS = {
  adagio: { endpoint: "", settings: [] },
  appnexus: { endpoint: "https://ib.adnxs.com/openrtb2", settings: [] },
  criteo: { endpoint: "https://ssp-bidder.criteo.com/openrtb/pbs/auction/request?profile=230", settings: [] },
  ix: { endpoint: "", settings: [] },
  kargo: { endpoint: "https://krk.kargo.com/api/v1/openrtb", settings: [] },
  liftoff: { endpoint: "https://rtb.ads.vungle.com/bid/t/c770f32", settings: [] },
  loopme: { endpoint: "http://prebid.loopmertb.com", settings: [] },
  magnite: { endpoint: "https://exapi-us-east.rubiconproject.com/a/api/exchange", settings: [] },
  mediafuse: { endpoint: "https://ib.adnxs.com/openrtb2", settings: [] },
  medianet: { endpoint: "https://prebid-adapter.media.net/rtb/pb/prebids2s", settings: [] },
  openrtb: { endpoint: "", settings: [] },
  openx: { endpoint: "https://rtb.openx.net/prebid", settings: [] },
  pagescience: { endpoint: "https://ib.adnxs.com/openrtb2", settings: [] },
  pubmatic: { endpoint: "https://hbopenbid.pubmatic.com/translator?source=prebid-server", settings: [] },
  rise: { endpoint: "https://pbs.yellowblue.io/pbs?publisher_id={{org}}", settings: [] },
  rubicon: { endpoint: "https://exapi-us-east.rubiconproject.com/a/api/exchange", settings: [] },
  seedtag: { endpoint: "https://s.seedtag.com/c/openrtb?partner=prebidserver", settings: [] },
  smaato: { endpoint: "https://prebid.ad.smaato.net/oapi/prebid", settings: [] },
  sovrn: { endpoint: "https://ap.lijit.com/rtb/bid?src=prebid_server", settings: [] },
  trustedstack: { endpoint: "https://prebid-adapter.trustedstack.com/rtb/pb/trustedstacks2s", settings: [] },
  vungle: { endpoint: "https://rtb.ads.vungle.com/bid/t/c770f32", settings: [] },
  zeta_global_ssp: { endpoint: "https://ssp.disqus.com/bid/prebid-server?sid={{sid}}", settings: [] },
} as const satisfies Readonly<Record<string, { endpoint: string; settings: readonly string[] }>>;
