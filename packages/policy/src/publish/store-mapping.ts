/**
 * How the app stores call what the policy declares. Declared once, here; a field or purpose that is in no table is a fault of
 * the manifests, never silently left out.
 *
 * Constants are Apple's ("Describing data use in privacy manifests") and those of Google Play's data-safety CSV.
 */
import type { CompiledPolicy, FieldRow, PurposeRow } from '../rows.ts';

/** Without Apple's prefix `NSPrivacyCollectedDataType`. */
export const APPLE_DATA = [
  'Name',
  'EmailAddress',
  'PhoneNumber',
  'PhysicalAddress',
  'OtherUserContactInfo',
  'Health',
  'Fitness',
  'PaymentInfo',
  'CreditInfo',
  'OtherFinancialInfo',
  'PreciseLocation',
  'CoarseLocation',
  'SensitiveInfo',
  'Contacts',
  'EmailsOrTextMessages',
  'PhotosorVideos',
  'AudioData',
  'GameplayContent',
  'CustomerSupport',
  'OtherUserContent',
  'BrowsingHistory',
  'SearchHistory',
  'UserID',
  'DeviceID',
  'PurchaseHistory',
  'ProductInteraction',
  'AdvertisingData',
  'OtherUsageData',
  'CrashData',
  'PerformanceData',
  'OtherDiagnosticData',
  'EnvironmentScanning',
  'Hands',
  'Head',
  'OtherDataTypes',
] as const;

/** Without Apple's prefix `NSPrivacyCollectedDataTypePurpose`. */
export const APPLE_PURPOSES = [
  'ThirdPartyAdvertising',
  'DeveloperAdvertising',
  'Analytics',
  'ProductPersonalization',
  'AppFunctionality',
  'Other',
] as const;

/** Google Play's data kinds by category, in the order of its form, with the words of the form. */
export const GOOGLE_DATA = {
  PSL_DATA_TYPES_PERSONAL: {
    PSL_NAME: 'Personal info / Name',
    PSL_EMAIL: 'Personal info / Email address',
    PSL_USER_ACCOUNT: 'Personal info / User IDs',
    PSL_ADDRESS: 'Personal info / Address',
    PSL_PHONE: 'Personal info / Phone number',
    PSL_RACE_ETHNICITY: 'Personal info / Race and ethnicity',
    PSL_POLITICAL_RELIGIOUS: 'Personal info / Political or religious beliefs',
    PSL_SEXUAL_ORIENTATION_GENDER_IDENTITY: 'Personal info / Sexual orientation',
    PSL_OTHER_PERSONAL: 'Personal info / Other info',
  },
  PSL_DATA_TYPES_FINANCIAL: {
    PSL_CREDIT_DEBIT_BANK_ACCOUNT_NUMBER: 'Financial info / User payment info',
    PSL_PURCHASE_HISTORY: 'Financial info / Purchase history',
    PSL_CREDIT_SCORE: 'Financial info / Credit score',
    PSL_OTHER: 'Financial info / Other financial info',
  },
  PSL_DATA_TYPES_LOCATION: {
    PSL_APPROX_LOCATION: 'Location / Approximate location',
    PSL_PRECISE_LOCATION: 'Location / Precise location',
  },
  PSL_DATA_TYPES_SEARCH_AND_BROWSING: { PSL_WEB_BROWSING_HISTORY: 'Web browsing / Web browsing history' },
  PSL_DATA_TYPES_EMAIL_AND_TEXT: {
    PSL_EMAILS: 'Messages / Emails',
    PSL_SMS_CALL_LOG: 'Messages / SMS or MMS',
    PSL_OTHER_MESSAGES: 'Messages / Other in-app messages',
  },
  PSL_DATA_TYPES_PHOTOS_AND_VIDEOS: {
    PSL_PHOTOS: 'Photos and videos / Photos',
    PSL_VIDEOS: 'Photos and videos / Videos',
  },
  PSL_DATA_TYPES_AUDIO: {
    PSL_AUDIO: 'Audio files / Voice or sound recordings',
    PSL_MUSIC: 'Audio files / Music files',
    PSL_OTHER_AUDIO: 'Audio files / Other audio files',
  },
  PSL_DATA_TYPES_HEALTH_AND_FITNESS: {
    PSL_HEALTH: 'Health and fitness / Health info',
    PSL_FITNESS: 'Health and fitness / Fitness info',
  },
  PSL_DATA_TYPES_CONTACTS: { PSL_CONTACTS: 'Contacts / Contacts' },
  PSL_DATA_TYPES_CALENDAR: { PSL_CALENDAR: 'Calendar / Calendar events' },
  PSL_DATA_TYPES_APP_PERFORMANCE: {
    PSL_CRASH_LOGS: 'App info and performance / Crash logs',
    PSL_PERFORMANCE_DIAGNOSTICS: 'App info and performance / Diagnostics',
    PSL_OTHER_PERFORMANCE: 'App info and performance / Other app performance data',
  },
  PSL_DATA_TYPES_FILES_AND_DOCS: { PSL_FILES_AND_DOCS: 'Files and docs / Files and docs' },
  PSL_DATA_TYPES_APP_ACTIVITY: {
    PSL_USER_INTERACTION: 'App activity / App interactions',
    PSL_IN_APP_SEARCH_HISTORY: 'App activity / In-app search history',
    PSL_APPS_ON_DEVICE: 'App activity / Installed apps',
    PSL_USER_GENERATED_CONTENT: 'App activity / Other user-generated content',
    PSL_OTHER_APP_ACTIVITY: 'App activity / Other actions',
  },
  PSL_DATA_TYPES_IDENTIFIERS: { PSL_DEVICE_ID: 'Device or other IDs / Device or other IDs' },
} as const;

/** Google Play's purposes, with the words of its form. */
export const GOOGLE_PURPOSES = {
  PSL_APP_FUNCTIONALITY: 'App functionality',
  PSL_ANALYTICS: 'Analytics',
  PSL_DEVELOPER_COMMUNICATIONS: 'Developer communications',
  PSL_FRAUD_PREVENTION_SECURITY: 'Fraud prevention, security, and compliance',
  PSL_ADVERTISING: 'Advertising or marketing',
  PSL_PERSONALIZATION: 'Personalization',
  PSL_ACCOUNT_MANAGEMENT: 'Account management',
} as const;

export type AppleData = (typeof APPLE_DATA)[number];
export type ApplePurpose = (typeof APPLE_PURPOSES)[number];
type GoogleCategories = typeof GOOGLE_DATA;
export type GoogleData = {
  [Key in keyof GoogleCategories]: keyof GoogleCategories[Key];
}[keyof GoogleCategories];
export type GooglePurpose = keyof typeof GOOGLE_PURPOSES;

/** What both stores call a field. */
export interface StoreKind {
  readonly apple: AppleData;
  readonly google: GoogleData;
}

const DEVICE: StoreKind = { apple: 'OtherDataTypes', google: 'PSL_OTHER_PERFORMANCE' };
const IDENTIFIER: StoreKind = { apple: 'DeviceID', google: 'PSL_DEVICE_ID' };
const USER_IDENTIFIER: StoreKind = { apple: 'UserID', google: 'PSL_USER_ACCOUNT' };
const COARSE: StoreKind = { apple: 'CoarseLocation', google: 'PSL_APPROX_LOCATION' };
const ACTIVITY: StoreKind = { apple: 'OtherUsageData', google: 'PSL_OTHER_APP_ACTIVITY' };

/** By Fideslang category. Stores look at an address as what it tells: a place, roughly. */
const KIND_OF_CATEGORY: Readonly<Record<string, StoreKind>> = {
  'user.device': DEVICE,
  'user.device.ip_address': COARSE,
  'user.device.device_id': IDENTIFIER,
  'user.unique_id': USER_IDENTIFIER,
  'user.location.coarse': COARSE,
  'user.location.precise': { apple: 'PreciseLocation', google: 'PSL_PRECISE_LOCATION' },
  'user.behavior': ACTIVITY,
  'user.behavior.browsing_history': { apple: 'BrowsingHistory', google: 'PSL_WEB_BROWSING_HISTORY' },
  'user.behavior.purchase_history': { apple: 'PurchaseHistory', google: 'PSL_PURCHASE_HISTORY' },
  'user.behavior.search_history': { apple: 'SearchHistory', google: 'PSL_IN_APP_SEARCH_HISTORY' },
  'user.demographic.profile': { apple: 'AdvertisingData', google: 'PSL_OTHER_PERSONAL' },
  'user.content.private': { apple: 'OtherUserContent', google: 'PSL_USER_GENERATED_CONTENT' },
  'user.privacy_preferences': { apple: 'OtherDataTypes', google: 'PSL_OTHER_APP_ACTIVITY' },
  'user.contact.phone_number': { apple: 'PhoneNumber', google: 'PSL_PHONE' },
  'user.contact.email': { apple: 'EmailAddress', google: 'PSL_EMAIL' },
  'user.settings': ACTIVITY,
  'user.professional_information': { apple: 'OtherDataTypes', google: 'PSL_OTHER_PERSONAL' },
  'user.professional_information.workplace': { apple: 'OtherUserContactInfo', google: 'PSL_OTHER_PERSONAL' },
  user: { apple: 'OtherDataTypes', google: 'PSL_OTHER_PERSONAL' },
  'user.authorization': USER_IDENTIFIER,
  'user.authorization.credentials': USER_IDENTIFIER,
};

/** Fields that stores sort more finely than their category. */
const KIND_OF_FIELD: Readonly<Record<string, StoreKind>> = {
  adDisplay: { apple: 'AdvertisingData', google: 'PSL_USER_INTERACTION' },
  adClick: { apple: 'AdvertisingData', google: 'PSL_USER_INTERACTION' },
  audienceData: { apple: 'AdvertisingData', google: 'PSL_OTHER_PERSONAL' },
};

/** What the stores call a field; undefined where nothing says it. */
export const storeKindOf = (field: Pick<FieldRow, 'name' | 'category'>): StoreKind | undefined =>
  KIND_OF_FIELD[field.name] ?? KIND_OF_CATEGORY[field.category];

interface StorePurposes {
  readonly apple: readonly ApplePurpose[];
  readonly google: readonly GooglePurpose[];
  /** Serves to recognise people across companies: what Apple calls tracking when others receive the data for it. */
  readonly tracks: boolean;
}

const ads = (tracks: boolean): StorePurposes => ({
  apple: ['ThirdPartyAdvertising'],
  google: ['PSL_ADVERTISING'],
  tracks,
});
const ACCOUNT: StorePurposes = {
  apple: ['AppFunctionality'],
  google: ['PSL_ACCOUNT_MANAGEMENT'],
  tracks: false,
};
const SAFETY: StorePurposes = {
  apple: ['AppFunctionality'],
  google: ['PSL_FRAUD_PREVENTION_SECURITY'],
  tracks: false,
};
const ANALYTICS: StorePurposes = { apple: ['Analytics'], google: ['PSL_ANALYTICS'], tracks: false };

const PURPOSES: Readonly<Record<string, StorePurposes>> = {
  legalDuties: SAFETY,
  rightsRequests: SAFETY,
  staffAccountability: SAFETY,
  deviceStorage: ads(false),
  contextualAds: ads(false),
  limitedAds: ads(false),
  adDelivery: ads(false),
  effectiveness: {
    apple: ['ThirdPartyAdvertising', 'Analytics'],
    google: ['PSL_ADVERTISING', 'PSL_ANALYTICS'],
    tracks: false,
  },
  profiles: ads(true),
  personalisedAds: ads(true),
  crossDevice: ads(true),
  preciseLocation: ads(true),
  measurement: {
    apple: ['ThirdPartyAdvertising', 'Analytics'],
    google: ['PSL_ADVERTISING', 'PSL_ANALYTICS'],
    tracks: true,
  },
  marketResearch: ANALYTICS,
  improveServices: ANALYTICS,
  security: SAFETY,
  hardwareIdentifiers: SAFETY,
  accountService: ACCOUNT,
  accountContact: ACCOUNT,
  permittedUses: { apple: ['Other'], google: ['PSL_DEVELOPER_COMMUNICATIONS'], tracks: false },
  consoleAdaptation: { apple: ['ProductPersonalization'], google: ['PSL_PERSONALIZATION'], tracks: false },
};

/** What the stores call a purpose; undefined where nothing says it. */
export const storePurposesOf = ({ name }: Pick<PurposeRow, 'name'>): StorePurposes | undefined =>
  PURPOSES[name];

/** Data about people who see ads that can be collected somewhere; what stores ask about. */
export const storeFields = (policy: CompiledPolicy): readonly FieldRow[] =>
  policy.fields.filter((field) => field.subject === 'endUser' && field.regimes !== 0);

/** Names of what no table here maps, such as `field.heartRate` or `purpose.research`; empty when manifests can be made. */
export function unmappedForStores(policy: CompiledPolicy): readonly string[] {
  return [
    ...storeFields(policy)
      .filter((field) => storeKindOf(field) === undefined)
      .map(({ name, category }) => `field.${name} (${category})`),
    ...policy.purposes
      .filter((purpose) => storePurposesOf(purpose) === undefined)
      .map(({ name }) => `purpose.${name}`),
  ];
}
