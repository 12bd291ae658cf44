// Generated from policy/policy.yaml; do not edit. `npm run generate` writes it anew.

/** Field ids. */
export const FIELD = {
  appVersion: 1,
  browser: 2,
  osVersion: 3,
  internetServiceProvider: 4,
  ipAddress: 5,
  ipPrefix: 6,
  deviceIdentifier: 7,
  idfa: 8,
  androidAdvertisingId: 9,
  otherAdvertisingId: 10,
  macAddress: 11,
  imei: 12,
  deviceModel: 13,
  adDisplay: 14,
  adClick: 15,
  caseRecord: 16,
  rightsRequest: 17,
  dataAccess: 18,
  trainingRecord: 19,
  transaction: 20,
  auctionTerms: 21,
  adSlot: 22,
  adFormat: 23,
  deals: 24,
  site: 25,
  pageAddress: 26,
  app: 27,
  publicScreen: 28,
  publisher: 29,
  content: 30,
  contextData: 31,
  supplyChain: 32,
  adTransparency: 33,
  attributionSupport: 34,
  consentSignals: 35,
  country: 36,
  city: 37,
  preciseLocation: 38,
  approximateLocation: 39,
  locationSource: 40,
  screen: 41,
  language: 42,
  buyerUserId: 43,
  partnerIds: 44,
  publisherUserId: 45,
  audienceData: 46,
  requestControl: 47,
  bidderParameters: 48,
  auctionOutcome: 49,
  chargedEvent: 50,
  fieldFates: 51,
  disclosure: 52,
  unreadableRecord: 53,
  disclosureProof: 54,
  books: 55,
  operation: 56,
  platformKey: 57,
  adAnswer: 58,
  videoProgress: 59,
  conversion: 60,
  attributionResult: 61,
  surveyAnswer: 62,
  surveyGroup: 63,
  interestProfile: 64,
  segment: 65,
  partnerInterests: 66,
  subjectNumber: 67,
  deviceLink: 68,
  household: 69,
  adCount: 70,
  privacyChoice: 71,
  consoleBrowser: 73,
  consoleLanguage: 74,
  consoleTime: 75,
  consoleFeatures: 76,
  consolePages: 77,
  consoleSearches: 78,
  consolePreferences: 79,
  contactNumber: 80,
  email: 81,
  enterprise: 82,
  productInformation: 83,
  applicationInformation: 84,
  accessKeys: 85,
  placementSettings: 86,
  campaigns: 87,
  partnerSettings: 88,
  consoleSession: 89,
  consoleAddress: 90,
  signInLink: 91,
  unusedColumns: 92,
  accountAnomaly: 93,
  permissions: 94,
  adView: 95,
  subjectKey: 96,
  hostSettings: 97,
  callingSoftware: 98,
  signedInPerson: 99,
  operatingSystem: 100,
  keptMarkup: 101,
  syncedIds: 102,
  partnerContact: 103,
  mediationNetworks: 104,
  adSize: 105,
  viewedAd: 106,
  networkReports: 107,
  doubt: 108,
  policyNotice: 110,
  creativeReview: 111,
  creativeDecision: 112,
  sellerListing: 113,
  partnerState: 114,
  publicRegistry: 115,
  effectivenessModel: 116,
  effectivenessEstimate: 117,
  conversionKeys: 118,
  offerStanding: 122,
} as const;

/** Purpose ids; the bit of a purpose is `1 << id`. */
export const PURPOSE = {
  deviceStorage: 1,
  contextualAds: 2,
  limitedAds: 3,
  profiles: 4,
  personalisedAds: 5,
  measurement: 6,
  marketResearch: 7,
  improveServices: 8,
  security: 9,
  adDelivery: 10,
  crossDevice: 11,
  preciseLocation: 12,
  hardwareIdentifiers: 13,
  accountService: 14,
  accountContact: 15,
  permittedUses: 16,
  consoleAdaptation: 17,
  legalDuties: 18,
  rightsRequests: 19,
  staffAccountability: 20,
  effectiveness: 21,
} as const;

/** Floor ids; the bit of a floor is `1 << id`. */
export const FLOOR = {
  child: 0,
  optOut: 1,
  osDenied: 2,
  deletion: 3,
  conflict: 4,
  limitSensitive: 5,
} as const;

/** Regime indexes. */
export const REGIME = {
  unknown: 0,
  eea: 1,
  cn: 2,
  us: 3,
  elsewhere: 4,
} as const;

/** Ids of the contracts declared in the policy. */
export const CONTRACT = {
  'openrtb-contextual': 0,
  'demo-dsp-a': 1,
  'demo-dsp-b': 2,
} as const;

/** Every declared field. */
export type FieldName = keyof typeof FIELD;

/** Every declared purpose. */
export type PurposeName = keyof typeof PURPOSE;

/** Every declared floor. */
export type FloorName = keyof typeof FLOOR;

/** Every declared regime. */
export type RegimeName = keyof typeof REGIME;

/** The fields that may be read for a purpose. */
export interface FieldsOfPurpose {
  deviceStorage: never;
  contextualAds: 'appVersion' | 'browser' | 'osVersion' | 'internetServiceProvider' | 'ipPrefix' | 'deviceModel' | 'transaction' | 'auctionTerms' | 'adSlot' | 'adFormat' | 'deals' | 'site' | 'pageAddress' | 'app' | 'publicScreen' | 'publisher' | 'content' | 'contextData' | 'supplyChain' | 'adTransparency' | 'attributionSupport' | 'consentSignals' | 'country' | 'screen' | 'language' | 'bidderParameters' | 'adAnswer' | 'callingSoftware' | 'keptMarkup';
  limitedAds: 'ipAddress' | 'deviceIdentifier' | 'idfa' | 'androidAdvertisingId' | 'otherAdvertisingId' | 'city' | 'approximateLocation' | 'locationSource' | 'buyerUserId' | 'partnerIds' | 'publisherUserId' | 'subjectNumber' | 'household' | 'adCount' | 'subjectKey' | 'signedInPerson' | 'syncedIds';
  profiles: 'interestProfile' | 'partnerInterests';
  personalisedAds: 'ipAddress' | 'deviceIdentifier' | 'idfa' | 'androidAdvertisingId' | 'otherAdvertisingId' | 'city' | 'preciseLocation' | 'approximateLocation' | 'locationSource' | 'buyerUserId' | 'partnerIds' | 'publisherUserId' | 'audienceData' | 'interestProfile' | 'segment' | 'partnerInterests' | 'subjectNumber' | 'subjectKey' | 'syncedIds';
  measurement: 'ipAddress' | 'deviceIdentifier' | 'idfa' | 'androidAdvertisingId' | 'otherAdvertisingId' | 'adDisplay' | 'adClick' | 'adSlot' | 'adFormat' | 'site' | 'app' | 'publicScreen' | 'publisher' | 'attributionSupport' | 'country' | 'city' | 'locationSource' | 'screen' | 'buyerUserId' | 'auctionOutcome' | 'videoProgress' | 'conversion' | 'attributionResult' | 'subjectNumber' | 'adView' | 'subjectKey' | 'syncedIds' | 'viewedAd' | 'offerStanding';
  marketResearch: 'surveyAnswer' | 'surveyGroup';
  improveServices: never;
  security: 'appVersion' | 'browser' | 'osVersion' | 'internetServiceProvider' | 'ipPrefix' | 'deviceModel' | 'adDisplay' | 'adClick' | 'dataAccess' | 'transaction' | 'site' | 'pageAddress' | 'app' | 'publisher' | 'supplyChain' | 'consentSignals' | 'country' | 'chargedEvent' | 'fieldFates' | 'disclosure' | 'unreadableRecord' | 'disclosureProof' | 'operation' | 'platformKey' | 'videoProgress' | 'consoleBrowser' | 'consoleTime' | 'consoleFeatures' | 'consolePages' | 'consoleAddress' | 'accountAnomaly' | 'adView' | 'doubt' | 'creativeReview' | 'creativeDecision' | 'partnerState' | 'publicRegistry';
  adDelivery: 'appVersion' | 'browser' | 'osVersion' | 'ipPrefix' | 'deviceModel' | 'adDisplay' | 'adClick' | 'transaction' | 'auctionTerms' | 'adSlot' | 'adFormat' | 'deals' | 'site' | 'app' | 'publicScreen' | 'publisher' | 'content' | 'contextData' | 'supplyChain' | 'adTransparency' | 'attributionSupport' | 'consentSignals' | 'country' | 'screen' | 'language' | 'requestControl' | 'bidderParameters' | 'auctionOutcome' | 'chargedEvent' | 'fieldFates' | 'disclosure' | 'disclosureProof' | 'books' | 'operation' | 'adAnswer' | 'videoProgress' | 'privacyChoice' | 'adView' | 'hostSettings' | 'callingSoftware' | 'keptMarkup' | 'mediationNetworks' | 'networkReports' | 'doubt' | 'creativeReview' | 'partnerState' | 'publicRegistry' | 'effectivenessEstimate' | 'offerStanding';
  crossDevice: 'deviceLink';
  preciseLocation: never;
  hardwareIdentifiers: 'macAddress' | 'imei';
  accountService: 'books' | 'consoleBrowser' | 'consoleLanguage' | 'consoleTime' | 'consoleFeatures' | 'consolePages' | 'consolePreferences' | 'contactNumber' | 'email' | 'enterprise' | 'productInformation' | 'applicationInformation' | 'accessKeys' | 'placementSettings' | 'campaigns' | 'partnerSettings' | 'consoleSession' | 'consoleAddress' | 'signInLink' | 'unusedColumns' | 'permissions' | 'hostSettings' | 'partnerContact' | 'creativeDecision' | 'sellerListing' | 'conversionKeys';
  accountContact: 'contactNumber' | 'email' | 'enterprise' | 'productInformation' | 'applicationInformation' | 'partnerContact' | 'policyNotice';
  permittedUses: 'contactNumber' | 'email' | 'enterprise' | 'productInformation' | 'applicationInformation' | 'permissions';
  consoleAdaptation: 'consoleBrowser' | 'consoleLanguage' | 'consoleFeatures' | 'consolePages' | 'consoleSearches' | 'consolePreferences';
  legalDuties: 'caseRecord';
  rightsRequests: 'rightsRequest' | 'privacyChoice';
  staffAccountability: 'dataAccess' | 'trainingRecord';
  effectiveness: 'adDisplay' | 'adClick' | 'adSlot' | 'adFormat' | 'country' | 'screen' | 'auctionOutcome' | 'conversion' | 'operatingSystem' | 'adSize' | 'effectivenessModel' | 'effectivenessEstimate';
}

/** The same at run time, as ids: what a policy in force is held to. */
export const SERVED_FIELDS: Readonly<Record<PurposeName, readonly number[]>> = {
  deviceStorage: [],
  contextualAds: [1, 2, 3, 4, 6, 13, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 41, 42, 48, 58, 98, 101],
  limitedAds: [5, 7, 8, 9, 10, 37, 39, 40, 43, 44, 45, 67, 69, 70, 96, 99, 102],
  profiles: [64, 66],
  personalisedAds: [5, 7, 8, 9, 10, 37, 38, 39, 40, 43, 44, 45, 46, 64, 65, 66, 67, 96, 102],
  measurement: [5, 7, 8, 9, 10, 14, 15, 22, 23, 25, 27, 28, 29, 34, 36, 37, 40, 41, 43, 49, 59, 60, 61, 67, 95, 96, 102, 106, 122],
  marketResearch: [62, 63],
  improveServices: [],
  security: [1, 2, 3, 4, 6, 13, 14, 15, 18, 20, 25, 26, 27, 29, 32, 35, 36, 50, 51, 52, 53, 54, 56, 57, 59, 73, 75, 76, 77, 90, 93, 95, 108, 111, 112, 114, 115],
  adDelivery: [1, 2, 3, 6, 13, 14, 15, 20, 21, 22, 23, 24, 25, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 41, 42, 47, 48, 49, 50, 51, 52, 54, 55, 56, 58, 59, 71, 95, 97, 98, 101, 104, 107, 108, 111, 114, 115, 117, 122],
  crossDevice: [68],
  preciseLocation: [],
  hardwareIdentifiers: [11, 12],
  accountService: [55, 73, 74, 75, 76, 77, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 94, 97, 103, 112, 113, 118],
  accountContact: [80, 81, 82, 83, 84, 103, 110],
  permittedUses: [80, 81, 82, 83, 84, 94],
  consoleAdaptation: [73, 74, 76, 77, 78, 79],
  legalDuties: [16],
  rightsRequests: [17, 71],
  staffAccountability: [18, 19],
  effectiveness: [14, 15, 22, 23, 36, 41, 49, 60, 100, 105, 116, 117],
};

/** Where a field stands in a bid request; indexes of lists are left out, `*` is a name that the sender chooses. */
export interface PathsOfField {
  appVersion: 'app.ver';
  browser: 'device.ua' | 'device.ext.cdep' | 'device.sua.browsers.brand' | 'device.sua.browsers.version' | 'device.ext.sua.browsers.brand' | 'device.ext.sua.browsers.version' | 'device.sua.mobile' | 'device.sua.architecture' | 'device.sua.bitness' | 'device.sua.source' | 'device.ext.sua.mobile' | 'device.ext.sua.architecture' | 'device.ext.sua.bitness' | 'device.ext.sua.source';
  osVersion: 'device.os' | 'device.osv' | 'device.sua.platform.brand' | 'device.sua.platform.version' | 'device.ext.sua.platform.brand' | 'device.ext.sua.platform.version';
  internetServiceProvider: 'device.carrier' | 'device.mccmnc';
  ipAddress: 'device.ip' | 'device.ipv6';
  deviceIdentifier: 'device.dpidsha1' | 'device.dpidmd5' | 'device.ext.ifv';
  idfa: 'device.ifa';
  androidAdvertisingId: 'device.ifa';
  otherAdvertisingId: 'device.ifa' | 'device.ext.oaid';
  macAddress: 'device.macsha1' | 'device.macmd5' | 'device.ext.mac';
  imei: 'device.didsha1' | 'device.didmd5' | 'device.ext.imei';
  deviceModel: 'device.make' | 'device.model' | 'device.hwv' | 'device.sua.model' | 'device.ext.sua.model';
  transaction: 'id' | 'imp.id' | 'imp.ext.tid' | 'source.tid' | 'source.fd' | 'source.ext.tidSource';
  auctionTerms: 'test' | 'at' | 'tmax' | 'wseat' | 'bseat' | 'allimps' | 'cur' | 'wlang' | 'wlangb' | 'acat' | 'bcat' | 'cattax' | 'badv' | 'bapp' | 'imp.bidfloor' | 'imp.bidfloorcur' | 'imp.exp' | 'imp.banner.ext.bidfloor' | 'imp.banner.ext.bidfloorcur' | 'imp.video.ext.bidfloor' | 'imp.video.ext.bidfloorcur' | 'imp.audio.ext.bidfloor' | 'imp.audio.ext.bidfloorcur' | 'imp.native.ext.bidfloor' | 'imp.native.ext.bidfloorcur' | 'imp.banner.format.ext.bidfloor' | 'imp.banner.format.ext.bidfloorcur' | 'imp.video.companionad.ext.bidfloor' | 'imp.video.companionad.ext.bidfloorcur' | 'imp.audio.companionad.ext.bidfloor' | 'imp.audio.companionad.ext.bidfloorcur' | 'imp.video.companionad.format.ext.bidfloor' | 'imp.video.companionad.format.ext.bidfloorcur' | 'imp.audio.companionad.format.ext.bidfloor' | 'imp.audio.companionad.format.ext.bidfloorcur';
  adSlot: 'imp.displaymanager' | 'imp.displaymanagerver' | 'imp.instl' | 'imp.tagid' | 'imp.clickbrowser' | 'imp.secure' | 'imp.iframebuster' | 'imp.rwdd' | 'imp.ssai' | 'imp.dt' | 'imp.metric.type' | 'imp.metric.value' | 'imp.metric.vendor' | 'imp.qty.multiplier' | 'imp.qty.sourcetype' | 'imp.qty.vendor' | 'imp.refresh.refsettings.reftype' | 'imp.refresh.refsettings.minint' | 'imp.refresh.count' | 'imp.ext.gpid' | 'imp.ext.ae' | 'imp.ext.igs.ae' | 'imp.ext.igs.biddable' | 'source.ext.omidpn' | 'source.ext.omidpv';
  adFormat: 'imp.banner.w' | 'imp.banner.h' | 'imp.banner.btype' | 'imp.banner.battr' | 'imp.banner.pos' | 'imp.banner.mimes' | 'imp.banner.topframe' | 'imp.banner.expdir' | 'imp.banner.api' | 'imp.banner.id' | 'imp.banner.vcm' | 'imp.video.companionad.w' | 'imp.video.companionad.h' | 'imp.video.companionad.btype' | 'imp.video.companionad.battr' | 'imp.video.companionad.pos' | 'imp.video.companionad.mimes' | 'imp.video.companionad.topframe' | 'imp.video.companionad.expdir' | 'imp.video.companionad.api' | 'imp.video.companionad.id' | 'imp.video.companionad.vcm' | 'imp.audio.companionad.w' | 'imp.audio.companionad.h' | 'imp.audio.companionad.btype' | 'imp.audio.companionad.battr' | 'imp.audio.companionad.pos' | 'imp.audio.companionad.mimes' | 'imp.audio.companionad.topframe' | 'imp.audio.companionad.expdir' | 'imp.audio.companionad.api' | 'imp.audio.companionad.id' | 'imp.audio.companionad.vcm' | 'imp.banner.format.w' | 'imp.banner.format.h' | 'imp.banner.format.wratio' | 'imp.banner.format.hratio' | 'imp.banner.format.wmin' | 'imp.video.companionad.format.w' | 'imp.video.companionad.format.h' | 'imp.video.companionad.format.wratio' | 'imp.video.companionad.format.hratio' | 'imp.video.companionad.format.wmin' | 'imp.audio.companionad.format.w' | 'imp.audio.companionad.format.h' | 'imp.audio.companionad.format.wratio' | 'imp.audio.companionad.format.hratio' | 'imp.audio.companionad.format.wmin' | 'imp.video.mimes' | 'imp.video.minduration' | 'imp.video.maxduration' | 'imp.video.startdelay' | 'imp.video.maxseq' | 'imp.video.poddur' | 'imp.video.protocols' | 'imp.video.podid' | 'imp.video.podseq' | 'imp.video.rqddurs' | 'imp.video.sequence' | 'imp.video.slotinpod' | 'imp.video.mincpmpersec' | 'imp.video.battr' | 'imp.video.maxextended' | 'imp.video.minbitrate' | 'imp.video.maxbitrate' | 'imp.video.delivery' | 'imp.video.api' | 'imp.video.companiontype' | 'imp.video.protocol' | 'imp.video.w' | 'imp.video.h' | 'imp.video.placement' | 'imp.video.plcmt' | 'imp.video.linearity' | 'imp.video.skip' | 'imp.video.skipmin' | 'imp.video.skipafter' | 'imp.video.boxingallowed' | 'imp.video.playbackmethod' | 'imp.video.playbackend' | 'imp.video.pos' | 'imp.video.apis' | 'imp.video.poddedupe' | 'imp.video.ext.rewarded' | 'imp.audio.mimes' | 'imp.audio.minduration' | 'imp.audio.maxduration' | 'imp.audio.startdelay' | 'imp.audio.maxseq' | 'imp.audio.poddur' | 'imp.audio.protocols' | 'imp.audio.podid' | 'imp.audio.podseq' | 'imp.audio.rqddurs' | 'imp.audio.sequence' | 'imp.audio.slotinpod' | 'imp.audio.mincpmpersec' | 'imp.audio.battr' | 'imp.audio.maxextended' | 'imp.audio.minbitrate' | 'imp.audio.maxbitrate' | 'imp.audio.delivery' | 'imp.audio.api' | 'imp.audio.companiontype' | 'imp.audio.feed' | 'imp.audio.stitched' | 'imp.audio.nvol' | 'imp.video.durfloors.mindur' | 'imp.video.durfloors.maxdur' | 'imp.video.durfloors.bidfloor' | 'imp.audio.durfloors.mindur' | 'imp.audio.durfloors.maxdur' | 'imp.audio.durfloors.bidfloor' | 'imp.native.request' | 'imp.native.ver' | 'imp.native.api' | 'imp.native.battr';
  deals: 'imp.pmp.private_auction' | 'imp.pmp.deals.id' | 'imp.pmp.deals.bidfloor' | 'imp.pmp.deals.bidfloorcur' | 'imp.pmp.deals.at' | 'imp.pmp.deals.wseat' | 'imp.pmp.deals.wadomain' | 'imp.pmp.deals.guar' | 'imp.pmp.deals.mincpmpersec' | 'imp.pmp.deals.ext.*' | 'imp.pmp.deals.durfloors.mindur' | 'imp.pmp.deals.durfloors.maxdur' | 'imp.pmp.deals.durfloors.bidfloor';
  site: 'site.id' | 'site.name' | 'site.domain' | 'site.cattax' | 'site.cat' | 'site.sectioncat' | 'site.pagecat' | 'site.privacypolicy' | 'site.keywords' | 'site.kwarray' | 'site.inventorypartnerdomain' | 'site.mobile' | 'site.ext.amp';
  pageAddress: 'site.page' | 'site.ref' | 'site.search';
  app: 'app.id' | 'app.name' | 'app.domain' | 'app.cattax' | 'app.cat' | 'app.sectioncat' | 'app.pagecat' | 'app.privacypolicy' | 'app.keywords' | 'app.kwarray' | 'app.inventorypartnerdomain' | 'app.bundle' | 'app.storeurl' | 'app.paid' | 'app.ext.prebid.source' | 'app.ext.prebid.version';
  publicScreen: 'dooh.id' | 'dooh.name' | 'dooh.venuetype' | 'dooh.venuetypetax' | 'dooh.domain' | 'dooh.keywords';
  publisher: 'site.publisher.id' | 'site.publisher.name' | 'site.publisher.cattax' | 'site.publisher.cat' | 'site.publisher.domain' | 'app.publisher.id' | 'app.publisher.name' | 'app.publisher.cattax' | 'app.publisher.cat' | 'app.publisher.domain' | 'dooh.publisher.id' | 'dooh.publisher.name' | 'dooh.publisher.cattax' | 'dooh.publisher.cat' | 'dooh.publisher.domain' | 'site.publisher.ext.prebid.parentAccount' | 'app.publisher.ext.prebid.parentAccount' | 'dooh.publisher.ext.prebid.parentAccount';
  content: 'site.content.id' | 'site.content.episode' | 'site.content.title' | 'site.content.series' | 'site.content.season' | 'site.content.artist' | 'site.content.genre' | 'site.content.genres' | 'site.content.gtax' | 'site.content.album' | 'site.content.isrc' | 'site.content.url' | 'site.content.cattax' | 'site.content.cat' | 'site.content.prodq' | 'site.content.context' | 'site.content.contentrating' | 'site.content.userrating' | 'site.content.qagmediarating' | 'site.content.keywords' | 'site.content.kwarray' | 'site.content.livestream' | 'site.content.sourcerelationship' | 'site.content.len' | 'site.content.language' | 'site.content.langb' | 'site.content.embeddable' | 'app.content.id' | 'app.content.episode' | 'app.content.title' | 'app.content.series' | 'app.content.season' | 'app.content.artist' | 'app.content.genre' | 'app.content.genres' | 'app.content.gtax' | 'app.content.album' | 'app.content.isrc' | 'app.content.url' | 'app.content.cattax' | 'app.content.cat' | 'app.content.prodq' | 'app.content.context' | 'app.content.contentrating' | 'app.content.userrating' | 'app.content.qagmediarating' | 'app.content.keywords' | 'app.content.kwarray' | 'app.content.livestream' | 'app.content.sourcerelationship' | 'app.content.len' | 'app.content.language' | 'app.content.langb' | 'app.content.embeddable' | 'dooh.content.id' | 'dooh.content.episode' | 'dooh.content.title' | 'dooh.content.series' | 'dooh.content.season' | 'dooh.content.artist' | 'dooh.content.genre' | 'dooh.content.genres' | 'dooh.content.gtax' | 'dooh.content.album' | 'dooh.content.isrc' | 'dooh.content.url' | 'dooh.content.cattax' | 'dooh.content.cat' | 'dooh.content.prodq' | 'dooh.content.context' | 'dooh.content.contentrating' | 'dooh.content.userrating' | 'dooh.content.qagmediarating' | 'dooh.content.keywords' | 'dooh.content.kwarray' | 'dooh.content.livestream' | 'dooh.content.sourcerelationship' | 'dooh.content.len' | 'dooh.content.language' | 'dooh.content.langb' | 'dooh.content.embeddable' | 'site.content.producer.id' | 'site.content.producer.name' | 'site.content.producer.cattax' | 'site.content.producer.cat' | 'site.content.producer.domain' | 'app.content.producer.id' | 'app.content.producer.name' | 'app.content.producer.cattax' | 'app.content.producer.cat' | 'app.content.producer.domain' | 'dooh.content.producer.id' | 'dooh.content.producer.name' | 'dooh.content.producer.cattax' | 'dooh.content.producer.cat' | 'dooh.content.producer.domain' | 'site.content.data.id' | 'site.content.data.name' | 'site.content.data.cids' | 'app.content.data.id' | 'app.content.data.name' | 'app.content.data.cids' | 'dooh.content.data.id' | 'dooh.content.data.name' | 'dooh.content.data.cids' | 'site.content.data.segment.id' | 'site.content.data.segment.name' | 'site.content.data.segment.value' | 'app.content.data.segment.id' | 'app.content.data.segment.name' | 'app.content.data.segment.value' | 'dooh.content.data.segment.id' | 'dooh.content.data.segment.name' | 'dooh.content.data.segment.value' | 'site.content.data.ext.segtax' | 'site.content.data.ext.segclass' | 'site.content.data.ext.cids' | 'app.content.data.ext.segtax' | 'app.content.data.ext.segclass' | 'app.content.data.ext.cids' | 'dooh.content.data.ext.segtax' | 'dooh.content.data.ext.segclass' | 'dooh.content.data.ext.cids' | 'site.content.network.id' | 'site.content.network.name' | 'site.content.network.domain' | 'site.content.channel.id' | 'site.content.channel.name' | 'site.content.channel.domain' | 'app.content.network.id' | 'app.content.network.name' | 'app.content.network.domain' | 'app.content.channel.id' | 'app.content.channel.name' | 'app.content.channel.domain' | 'dooh.content.network.id' | 'dooh.content.network.name' | 'dooh.content.network.domain' | 'dooh.content.channel.id' | 'dooh.content.channel.name' | 'dooh.content.channel.domain';
  contextData: 'site.ext.data.*' | 'app.ext.data.*' | 'dooh.ext.data.*' | 'imp.ext.data.*' | 'site.publisher.ext.data.*' | 'site.content.ext.data.*' | 'app.publisher.ext.data.*' | 'app.content.ext.data.*' | 'dooh.publisher.ext.data.*' | 'dooh.content.ext.data.*' | 'imp.ext.context.data.*';
  supplyChain: 'source.pchain' | 'source.schain.complete' | 'source.schain.ver' | 'source.ext.schain.complete' | 'source.ext.schain.ver' | 'ext.schain.complete' | 'ext.schain.ver' | 'source.schain.nodes.asi' | 'source.schain.nodes.sid' | 'source.schain.nodes.rid' | 'source.schain.nodes.name' | 'source.schain.nodes.domain' | 'source.schain.nodes.hp' | 'source.ext.schain.nodes.asi' | 'source.ext.schain.nodes.sid' | 'source.ext.schain.nodes.rid' | 'source.ext.schain.nodes.name' | 'source.ext.schain.nodes.domain' | 'source.ext.schain.nodes.hp' | 'ext.schain.nodes.asi' | 'ext.schain.nodes.sid' | 'ext.schain.nodes.rid' | 'ext.schain.nodes.name' | 'ext.schain.nodes.domain' | 'ext.schain.nodes.hp';
  adTransparency: 'regs.ext.dsa.dsarequired' | 'regs.ext.dsa.pubrender' | 'regs.ext.dsa.datatopub' | 'regs.ext.dsa.transparency.domain' | 'regs.ext.dsa.transparency.dsaparams' | 'imp.ext.dsa.*';
  attributionSupport: 'imp.ext.skadn.*';
  consentSignals: 'regs.coppa' | 'regs.gdpr' | 'regs.us_privacy' | 'regs.gpp' | 'regs.gpp_sid' | 'regs.gpc' | 'regs.ext.coppa' | 'regs.ext.gdpr' | 'regs.ext.us_privacy' | 'regs.ext.gpp' | 'regs.ext.gpp_sid' | 'regs.ext.gpc' | 'user.consent' | 'user.ext.consent' | 'user.ext.separate_consent' | 'user.ext.separate_consent_at' | 'user.ext.ConsentedProvidersSettings.consented_providers' | 'device.dnt' | 'device.lmt' | 'device.ext.atts';
  country: 'device.geo.country' | 'device.geo.region' | 'device.geo.regionfips104' | 'device.geo.utcoffset' | 'user.geo.country' | 'user.geo.region' | 'user.geo.regionfips104' | 'user.geo.utcoffset';
  city: 'device.geo.city' | 'device.geo.metro' | 'device.geo.zip' | 'user.geo.city' | 'user.geo.metro' | 'user.geo.zip';
  preciseLocation: 'device.geo.lat' | 'device.geo.lon' | 'user.geo.lat' | 'user.geo.lon';
  locationSource: 'device.geo.type' | 'device.geo.accuracy' | 'device.geo.lastfix' | 'device.geo.ipservice' | 'user.geo.type' | 'user.geo.accuracy' | 'user.geo.lastfix' | 'user.geo.ipservice' | 'device.geofetch';
  screen: 'device.w' | 'device.h' | 'device.ppi' | 'device.pxratio' | 'device.js' | 'device.connectiontype' | 'device.devicetype' | 'device.ext.vpw' | 'device.ext.vph' | 'device.ext.webview' | 'device.ext.ifa_type' | 'device.ext.prebid.interstitial.minwidthperc' | 'device.ext.prebid.interstitial.minheightperc';
  language: 'device.language' | 'device.langb';
  buyerUserId: 'user.buyeruid' | 'user.ext.prebid.buyeruids.*';
  partnerIds: 'user.eids.inserter' | 'user.eids.source' | 'user.eids.matcher' | 'user.eids.mm' | 'user.ext.eids.inserter' | 'user.ext.eids.source' | 'user.ext.eids.matcher' | 'user.ext.eids.mm' | 'user.eids.ext.provider' | 'user.ext.eids.ext.provider' | 'user.eids.uids.id' | 'user.eids.uids.atype' | 'user.ext.eids.uids.id' | 'user.ext.eids.uids.atype' | 'user.eids.uids.ext.stype' | 'user.eids.uids.ext.rtiPartner' | 'user.eids.uids.ext.provider' | 'user.ext.eids.uids.ext.stype' | 'user.ext.eids.uids.ext.rtiPartner' | 'user.ext.eids.uids.ext.provider';
  publisherUserId: 'user.id';
  audienceData: 'user.data.id' | 'user.data.name' | 'user.data.cids' | 'user.data.segment.id' | 'user.data.segment.name' | 'user.data.segment.value' | 'user.data.ext.segtax' | 'user.data.ext.segclass' | 'user.data.ext.cids' | 'user.keywords' | 'user.kwarray' | 'user.customdata' | 'user.ext.data.*';
  requestControl: 'imp.ext.prebid.storedrequest.id' | 'imp.ext.prebid.storedauctionresponse.id' | 'imp.ext.prebid.storedbidresponse.id' | 'imp.ext.prebid.storedbidresponse.bidder' | 'imp.ext.prebid.storedbidresponse.replaceimpid' | 'imp.ext.prebid.is_rewarded_inventory' | 'imp.ext.prebid.adunitcode' | 'imp.ext.prebid.passthrough.*' | 'imp.ext.prebid.options.echovideoattrs' | 'imp.ext.prebid.floors.floorRule' | 'imp.ext.prebid.floors.floorRuleValue' | 'imp.ext.prebid.floors.floorValue' | 'imp.ext.prebid.floors.floorMin' | 'imp.ext.prebid.floors.floorMinCur' | 'ext.prebid.adservertargeting.key' | 'ext.prebid.adservertargeting.source' | 'ext.prebid.adservertargeting.value' | 'ext.prebid.aliases.*' | 'ext.prebid.aliasgvlids.*' | 'ext.prebid.alternatebiddercodes.*' | 'ext.prebid.analytics.*' | 'ext.prebid.auctiontimestamp' | 'ext.prebid.bidadjustmentfactors.*' | 'ext.prebid.bidadjustments.*' | 'ext.prebid.biddercontrols.*' | 'ext.prebid.createtids' | 'ext.prebid.debug' | 'ext.prebid.events.*' | 'ext.prebid.experiment.*' | 'ext.prebid.floors.*' | 'ext.prebid.integration' | 'ext.prebid.macros.*' | 'ext.prebid.nosale' | 'ext.prebid.page_view_ids.*' | 'ext.prebid.passthrough.*' | 'ext.prebid.profiles' | 'ext.prebid.returnallbidstatus' | 'ext.prebid.safeRenderer' | 'ext.prebid.supportdeals' | 'ext.prebid.trace' | 'ext.prebid.bidderconfig.bidders' | 'ext.prebid.cache.bids.returnCreative' | 'ext.prebid.cache.bids.ttlseconds' | 'ext.prebid.cache.vastxml.returnCreative' | 'ext.prebid.cache.vastxml.ttlseconds' | 'ext.prebid.channel.name' | 'ext.prebid.channel.version' | 'ext.prebid.currency.rates.*' | 'ext.prebid.currency.usepbsrates' | 'ext.prebid.data.eidpermissions.inserter' | 'ext.prebid.data.eidpermissions.source' | 'ext.prebid.data.eidpermissions.matcher' | 'ext.prebid.data.eidpermissions.mm' | 'ext.prebid.data.eidpermissions.bidders' | 'ext.prebid.data.bidders' | 'ext.prebid.multibid.bidder' | 'ext.prebid.multibid.bidders' | 'ext.prebid.multibid.maxbids' | 'ext.prebid.multibid.targetbiddercodeprefix' | 'ext.prebid.schains.bidders' | 'ext.prebid.schains.schain.complete' | 'ext.prebid.schains.schain.ver' | 'ext.prebid.schains.schain.nodes.asi' | 'ext.prebid.schains.schain.nodes.sid' | 'ext.prebid.schains.schain.nodes.rid' | 'ext.prebid.schains.schain.nodes.name' | 'ext.prebid.schains.schain.nodes.domain' | 'ext.prebid.schains.schain.nodes.hp' | 'ext.prebid.sdk.renderers.name' | 'ext.prebid.sdk.renderers.version' | 'ext.prebid.sdk.renderers.url' | 'ext.prebid.sdk.renderers.data.*' | 'ext.prebid.server.externalurl' | 'ext.prebid.server.gvlid' | 'ext.prebid.server.datacenter' | 'ext.prebid.storedauctionresponse.id' | 'ext.prebid.storedrequest.id' | 'ext.prebid.targeting.pricegranularity.*' | 'ext.prebid.targeting.mediatypepricegranularity.*' | 'ext.prebid.targeting.includewinners' | 'ext.prebid.targeting.includebidderkeys' | 'ext.prebid.targeting.includeformat' | 'ext.prebid.targeting.includebrandcategory.*' | 'ext.prebid.targeting.durationrangesec' | 'ext.prebid.targeting.preferdeals' | 'ext.prebid.targeting.appendbiddernames' | 'ext.prebid.targeting.alwaysincludedeals' | 'ext.prebid.targeting.prefix' | 'ext.tmaxmax';
  bidderParameters: 'imp.ext.prebid.bidder.*.*' | 'ext.prebid.bidderparams.*.*';
  mediationNetworks: 'ext.mediation.networks';
}
