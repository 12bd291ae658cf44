/** A person's place and choices as signals, and what they amount to as the policy's names. */
export interface Place {
  readonly name: string;
  readonly channel?: 'site' | 'app' | 'dooh';
  /** Members of the bid request by path. */
  readonly given?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly regime: string;
  readonly grants: readonly string[];
  readonly floors: readonly string[];
  /** Purposes granted to a bidder of its own, where it differs from what the platform was granted. */
  readonly vendors?: Readonly<Record<string, readonly string[]>>;
  /** Headers that may stand in for members which the body leaves out, as they are found. */
  readonly fromHeaders?: readonly string[];
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A TC string of yesterday: consent wears out, so the times in it (36 bits each, tenths of a second) are set anew. */
function ofYesterday(rest: string): string {
  const tenths = BigInt(Math.floor((Date.now() - 86_400_000) / 100));
  const time = Array.from({ length: 6 }, (_, i) => BASE64URL[Number((tenths >> BigInt(6 * (5 - i))) & 63n)]);
  return `C${time.join('').repeat(2)}${rest}`;
}

/** TCF policy version 5; purposes 1 to 11 and special feature 1; vendors 1001 and 1002 disclosed. */
const TC = {
  /** Both vendors consented to. */
  all: ofYesterday('AHABAAABkFoAP_gAAAAAAAAH1QAYH0gfUAAEAAAAAAA.IH1QAYH0gfUA'),
  /** Only vendor 1001. */
  onlyA: ofYesterday('AHABAAABkFoAP_gAAAAAAAAH0wAQH0gABAAAAAA.IH1QAYH0gfUA'),
  /** Nothing at all. */
  none: ofYesterday('AHABAAABkFgAAAAAAAAAAAAAAQAAAAgAAAA.IH1QAYH0gfUA'),
  /** Of TCF version 1, which is no longer valid. */
  old: 'BOEFEAyOEFEAyAHABDENAI4AAAB9vABAASA',
};

const TCF_PURPOSES = [
  'deviceStorage',
  'limitedAds',
  'profiles',
  'personalisedAds',
  'measurement',
  'marketResearch',
  'improveServices',
  'crossDevice',
  'preciseLocation',
];
/** Ids of the purposes in the policy, as a person in China agrees to them one by one. */
const SEPARATE = [1, 3, 4, 5, 6, 7, 8, 11, 12, 13];
const NO_VENDORS = { 'rec-a': [], 'rec-b': [], 'rec-c': [] };
const ALL_VENDORS = { 'rec-a': TCF_PURPOSES, 'rec-b': TCF_PURPOSES, 'rec-c': [] };

const country = (code: string) => ({ 'device.geo.country': code });
const none = { grants: [], floors: [] };
const germany = (consent: string, more: object = {}) => ({
  ...country('DEU'),
  'regs.gdpr': 1,
  'user.consent': consent,
  ...more,
});
const inChina = { ...country('CHN'), 'user.ext.separate_consent': SEPARATE };
const consented = { regime: 'eea', grants: TCF_PURPOSES, vendors: ALL_VENDORS };
const US = { regime: 'us', grants: [] };

export const PLACES: readonly Place[] = [
  { name: 'nowhere', regime: 'unknown', ...none },
  { name: 'nowhere, in an app', channel: 'app', regime: 'unknown', ...none },
  { name: 'nowhere, on a public screen', channel: 'dooh', regime: 'unknown', ...none },
  {
    name: 'nowhere, with a full consent string that no flag goes with',
    given: { 'user.consent': TC.all },
    regime: 'unknown',
    ...none,
  },
  {
    name: 'nowhere, where headers fill the gaps of the body',
    given: { 'device.ua': undefined, 'site.page': undefined },
    regime: 'unknown',
    ...none,
    fromHeaders: ['cnryuheader', 'cnryuname'],
  },
  { name: 'Germany without a word', given: country('DEU'), regime: 'eea', ...none, vendors: NO_VENDORS },
  {
    name: 'Germany by address, though the flag says no GDPR',
    given: { 'regs.gdpr': 0, 'device.ip': '2.200.1.1', 'user.consent': TC.none },
    regime: 'eea',
    ...none,
    vendors: NO_VENDORS,
  },
  { name: 'Germany with refusal', given: germany(TC.none), regime: 'eea', ...none, vendors: NO_VENDORS },
  { name: 'Germany with consent', given: germany(TC.all), ...consented, floors: [] },
  {
    name: 'Germany with consent, in an app',
    channel: 'app',
    given: germany(TC.all),
    ...consented,
    floors: [],
  },
  {
    name: 'Germany with consent for one bidder only',
    given: germany(TC.onlyA),
    ...consented,
    floors: [],
    vendors: { ...NO_VENDORS, 'rec-a': TCF_PURPOSES },
  },
  {
    name: 'Germany with consent in one place and refusal in another',
    given: germany(TC.all, { 'user.ext.consent': TC.none }),
    regime: 'eea',
    ...none,
    vendors: NO_VENDORS,
  },
  {
    name: 'Germany with a string of TCF 1',
    given: germany(TC.old),
    regime: 'eea',
    grants: [],
    floors: ['conflict'],
    vendors: NO_VENDORS,
  },
  {
    name: 'Germany with consent of a child',
    given: germany(TC.all, { 'regs.ext.coppa': 1 }),
    ...consented,
    floors: ['child'],
  },
  {
    name: 'Germany with consent on a device that limits tracking',
    given: germany(TC.all, { 'device.lmt': 1 }),
    ...consented,
    floors: ['osDenied'],
  },
  {
    name: 'Germany with consent and the browser against sale',
    given: germany(TC.all),
    headers: { 'sec-gpc': '1' },
    ...consented,
    floors: ['optOut'],
  },
  { name: 'the USA', given: country('USA'), ...US, floors: [] },
  {
    name: 'the USA on an iPhone',
    channel: 'app',
    given: { ...country('USA'), 'device.os': 'iOS' },
    ...US,
    floors: [],
  },
  {
    name: 'the USA, GPC header',
    given: country('USA'),
    headers: { 'sec-gpc': '1' },
    ...US,
    floors: ['optOut'],
  },
  {
    name: 'the USA, opted out',
    given: { ...country('USA'), 'regs.us_privacy': '1YYN' },
    ...US,
    floors: ['optOut'],
  },
  { name: 'the USA, DNT header', given: country('USA'), headers: { dnt: '1' }, ...US, floors: ['osDenied'] },
  {
    name: 'the USA, tracking refused in the system',
    channel: 'app',
    given: { ...country('USA'), 'device.os': 'iOS', 'device.ext.atts': 2 },
    ...US,
    floors: ['osDenied'],
  },
  { name: 'the USA, a child', given: { ...country('USA'), 'regs.coppa': 1 }, ...US, floors: ['child'] },
  {
    name: 'the USA, with a consent string that no flag goes with',
    given: { ...country('USA'), 'user.consent': TC.none },
    regime: 'eea',
    ...none,
    vendors: NO_VENDORS,
  },
  { name: 'China without separate consent', given: country('CHN'), regime: 'cn', ...none },
  {
    name: 'China with separate consent',
    given: inChina,
    regime: 'cn',
    grants: [...TCF_PURPOSES, 'hardwareIdentifiers'],
    floors: [],
  },
  {
    name: 'China under the flag and consent string of the GDPR',
    given: { ...germany(TC.all), ...country('CHN') },
    regime: 'eea',
    ...none,
    vendors: ALL_VENDORS,
  },
  { name: 'Brazil', given: country('BRA'), regime: 'elsewhere', ...none },
];

/** What stands beside the body; none of it is declared but what fills a gap of the body. */
export const HEADERS = {
  'content-type': 'text/plain',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0 cnryuname',
  referer: 'https://cnryuheader.example/page',
  cookie: 'uids=cnryuheader-cookie; session=cnryuheader-session',
  origin: 'https://cnryuheader-origin.example',
  'x-forwarded-for': '203.0.113.77, 2001:db8:77:88::99',
  'x-real-ip': '203.0.113.77',
  'x-cnryuheader': 'cnryuheader-other',
};
