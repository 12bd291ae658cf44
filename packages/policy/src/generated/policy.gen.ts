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
  consoleUsage: 90,
  signInLink: 91,
  unusedColumns: 92,
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
  contextualAds: 'appVersion' | 'browser' | 'osVersion' | 'internetServiceProvider' | 'ipPrefix' | 'deviceModel' | 'transaction' | 'auctionTerms' | 'adSlot' | 'adFormat' | 'deals' | 'site' | 'pageAddress' | 'app' | 'publicScreen' | 'publisher' | 'content' | 'contextData' | 'supplyChain' | 'adTransparency' | 'attributionSupport' | 'consentSignals' | 'country' | 'screen' | 'language' | 'bidderParameters' | 'adAnswer';
  limitedAds: 'ipAddress' | 'deviceIdentifier' | 'idfa' | 'androidAdvertisingId' | 'otherAdvertisingId' | 'city' | 'approximateLocation' | 'locationSource' | 'buyerUserId' | 'publisherUserId';
  profiles: never;
  personalisedAds: 'ipAddress' | 'deviceIdentifier' | 'idfa' | 'androidAdvertisingId' | 'otherAdvertisingId' | 'city' | 'preciseLocation' | 'approximateLocation' | 'locationSource' | 'buyerUserId' | 'partnerIds' | 'publisherUserId' | 'audienceData';
  measurement: 'ipAddress' | 'deviceIdentifier' | 'idfa' | 'androidAdvertisingId' | 'otherAdvertisingId' | 'adDisplay' | 'adClick' | 'adSlot' | 'adFormat' | 'site' | 'app' | 'publicScreen' | 'publisher' | 'attributionSupport' | 'country' | 'city' | 'locationSource' | 'screen' | 'buyerUserId' | 'auctionOutcome';
  marketResearch: never;
  improveServices: never;
  security: 'appVersion' | 'browser' | 'osVersion' | 'internetServiceProvider' | 'ipPrefix' | 'deviceModel' | 'adDisplay' | 'adClick' | 'transaction' | 'site' | 'pageAddress' | 'app' | 'publisher' | 'supplyChain' | 'consentSignals' | 'country' | 'chargedEvent' | 'fieldFates' | 'disclosure' | 'unreadableRecord' | 'disclosureProof' | 'operation' | 'platformKey';
  adDelivery: 'appVersion' | 'browser' | 'osVersion' | 'ipPrefix' | 'deviceModel' | 'adDisplay' | 'adClick' | 'transaction' | 'auctionTerms' | 'adSlot' | 'adFormat' | 'deals' | 'site' | 'app' | 'publicScreen' | 'publisher' | 'content' | 'contextData' | 'supplyChain' | 'adTransparency' | 'attributionSupport' | 'consentSignals' | 'country' | 'screen' | 'language' | 'requestControl' | 'bidderParameters' | 'auctionOutcome' | 'chargedEvent' | 'fieldFates' | 'disclosure' | 'disclosureProof' | 'books' | 'operation' | 'adAnswer';
  crossDevice: never;
  preciseLocation: never;
  hardwareIdentifiers: 'macAddress' | 'imei';
  accountService: 'books' | 'contactNumber' | 'email' | 'enterprise' | 'productInformation' | 'applicationInformation' | 'accessKeys' | 'placementSettings' | 'campaigns' | 'partnerSettings' | 'consoleSession' | 'consoleUsage' | 'signInLink' | 'unusedColumns';
  accountContact: 'contactNumber' | 'email' | 'enterprise' | 'productInformation' | 'applicationInformation';
  permittedUses: 'contactNumber' | 'email' | 'enterprise' | 'productInformation' | 'applicationInformation';
  consoleAdaptation: 'consoleUsage';
}
