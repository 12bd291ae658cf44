/**
 * What a demo bidder reads of an OpenRTB 2.6 bid request. Everything else in the request is ignored, and nothing
 * is believed before its type was looked at.
 */
export interface DspRequest {
  readonly id: string;
  readonly imps: readonly DspImp[];
  /** Words of the page or app the ad will stand on, lower case. */
  readonly contextWords: ReadonlySet<string>;
  /** True when any identifier of a person or device came along. */
  readonly hasIdentity: boolean;
  readonly hasCountry: boolean;
  /** False when the request accepts currencies, none of which is USD. */
  readonly takesUsd: boolean;
  readonly blockedDomains: ReadonlySet<string>;
  readonly blockedCategories: ReadonlySet<string>;
  /** Milliseconds the exchange waits; undefined when it does not say. */
  readonly tmaxMs: number | undefined;
}

export interface Size {
  readonly w: number;
  readonly h: number;
}

export interface DspImp {
  readonly id: string;
  readonly banner: readonly Size[] | undefined;
  readonly video: DspVideo | undefined;
  /** The native request as sent: a JSON string of the Native Ads API 1.2. */
  readonly nativeRequest: string | undefined;
  /** CPM floor in USD; undefined when it is in a currency this bidder does not trade. */
  readonly floorUsd: number | undefined;
}

interface DspVideo extends Size {
  readonly mimes: readonly string[];
  readonly minSeconds: number;
  readonly maxSeconds: number;
}

type Json = Readonly<Record<string, unknown>>;

/** Reads a bid request out of parsed JSON; undefined when it is not one. */
export function readBidRequest(value: unknown): DspRequest | undefined {
  const body = record(value);
  const id = text(body['id']);
  const imps = list(body['imp']).map(readImp);
  if (id === undefined || imps.length === 0 || imps.includes(undefined)) return undefined;
  const user = record(body['user']);
  const device = record(body['device']);
  const currencies = texts(body['cur']);
  return {
    id,
    imps: imps.filter((imp) => imp !== undefined),
    contextWords: readContext(body),
    hasIdentity: readIdentity(user, device),
    hasCountry: [device, user].some((holder) => text(record(holder['geo'])['country']) !== undefined),
    takesUsd: currencies.length === 0 || currencies.includes('USD'),
    blockedDomains: new Set(texts(body['badv'])),
    blockedCategories: new Set(texts(body['bcat'])),
    tmaxMs: positive(body['tmax']),
  };
}

function readImp(value: unknown): DspImp | undefined {
  const imp = record(value);
  const id = text(imp['id']);
  if (id === undefined) return undefined;
  const currency = text(imp['bidfloorcur']) ?? 'USD';
  return {
    id,
    banner: imp['banner'] === undefined ? undefined : readSizes(record(imp['banner'])),
    video: imp['video'] === undefined ? undefined : readVideo(record(imp['video'])),
    nativeRequest: text(record(imp['native'])['request']),
    floorUsd: currency === 'USD' ? (positive(imp['bidfloor']) ?? 0) : undefined,
  };
}

function readSizes(banner: Json): readonly Size[] {
  return [...list(banner['format']).map(record), banner].flatMap(({ w, h }) => {
    const width = positive(w);
    const height = positive(h);
    return width === undefined || height === undefined ? [] : [{ w: width, h: height }];
  });
}

function readVideo(video: Json): DspVideo {
  return {
    mimes: texts(video['mimes']),
    w: positive(video['w']) ?? 640,
    h: positive(video['h']) ?? 360,
    minSeconds: positive(video['minduration']) ?? 0,
    maxSeconds: positive(video['maxduration']) ?? Number.POSITIVE_INFINITY,
  };
}

function readIdentity(user: Json, device: Json): boolean {
  const ids = [user['buyeruid'], user['id'], device['ifa']];
  const eids = [...list(user['eids']), ...list(record(user['ext'])['eids'])].flatMap((eid) =>
    list(record(eid)['uids']),
  );
  return (
    ids.some((id) => text(id) !== undefined) || eids.some((uid) => text(record(uid)['id']) !== undefined)
  );
}

function readContext(body: Json): ReadonlySet<string> {
  const words = [record(body['site']), record(body['app'])].flatMap((place) => [
    ...(text(place['keywords']) ?? '').split(','),
    ...texts(place['kwarray']),
    ...(text(record(place['content'])['keywords']) ?? '').split(','),
  ]);
  return new Set(words.map((word) => word.trim().toLowerCase()).filter((word) => word !== ''));
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return list(value).flatMap((item) => text(item) ?? []);
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : undefined;
}
