/** What a native request must fulfil (Native 1.2), in Prebid Server's sentences; undefined for no fault. */

const SPEC =
  'https://iabtechlab.com/wp-content/uploads/2016/07/OpenRTB-Native-Ads-Specification-Final-1.2.pdf';
const ORTB = 'https://www.iab.com/wp-content/uploads/2016/03/OpenRTB-API-Specification-Version-2-5-FINAL.pdf';
/** From here on the lists of the specification leave room for an exchange's own values. */
const OWN_VALUES_FROM = 500;

const isListed = (value: number, last: number): boolean =>
  value >= 1 && (value <= last || value >= OWN_VALUES_FROM);

interface Context {
  readonly context: number | undefined;
  readonly contextsubtype: number | undefined;
}

/** Which context a subtype belongs to (§7.1, §7.2): 10–19 content, 20–29 social, 30–39 product. */
const SUBTYPES: readonly { readonly from: number; readonly to: number; readonly context: number }[] = [
  { from: 10, to: 15, context: 1 },
  { from: 20, to: 22, context: 2 },
  { from: 30, to: 32, context: 3 },
];

export function contextFault({ context = 0, contextsubtype = 0 }: Context, path: string): string | undefined {
  if (context === 0) return undefined;
  if (!isListed(context, 3)) return `${path}.context is invalid. See ${SPEC}#page=39`;
  if (contextsubtype < 0) return `${path}.contextsubtype value can't be less than 0. See ${SPEC}#page=39`;
  if (contextsubtype === 0 || contextsubtype >= OWN_VALUES_FROM) return undefined;
  const known = SUBTYPES.find(({ from, to }) => contextsubtype >= from && contextsubtype <= to);
  if (known === undefined) return `${path}.contextsubtype is invalid. See ${SPEC}#page=39`;
  return known.context === context || context >= OWN_VALUES_FROM
    ? undefined
    : `${path}.context is ${context}, but contextsubtype is ${contextsubtype}. This is an invalid combination. See ${SPEC}#page=39`;
}

export function placementTypeFault(type: number | undefined, path: string): string | undefined {
  return !type || isListed(type, 4) ? undefined : `${path}.plcmttype is invalid. See ${SPEC}#page=40`;
}

interface Tracker {
  readonly event: number | undefined;
  readonly methods: readonly number[] | undefined;
}

export function eventTrackerFault({ event = 0, methods = [] }: Tracker, path: string): string | undefined {
  if (!isListed(event, 4)) return `${path}.event is invalid. See section 7.6: ${SPEC}#page=43`;
  if (methods.length < 1) return `${path}.method is required. See section 7.7: ${SPEC}#page=43`;
  const wrong = methods.findIndex((method) => !isListed(method, 2));
  return wrong < 0 ? undefined : `${path}.methods[${wrong}] is invalid. See section 7.7: ${SPEC}#page=43`;
}

export function titleFault(
  { len = 0 }: { readonly len: number | undefined },
  path: string,
): string | undefined {
  return len < 1 ? `${path}.len must be a positive number` : undefined;
}

type Image = Readonly<Record<'w' | 'h' | 'wmin' | 'hmin', number | undefined>>;

export function imageFault(image: Image, path: string): string | undefined {
  const wrong = (['w', 'h', 'wmin', 'hmin'] as const).find((name) => (image[name] ?? 0) < 0);
  return wrong === undefined ? undefined : `${path}.${wrong} must be a positive integer`;
}

interface NativeVideo {
  readonly mimes: readonly string[] | undefined;
  readonly minduration: number | undefined;
  readonly maxduration: number | undefined;
  readonly protocols: readonly number[] | undefined;
}

/** OpenRTB 2.5 §5.8 ends with 10. */
const PROTOCOL_LAST = 10;

export function videoFault(video: NativeVideo, path: string): string | undefined {
  const { mimes = [], minduration = 0, maxduration = 0, protocols = [] } = video;
  if (mimes.length < 1) return `${path}.mimes must be an array with at least one MIME type`;
  if (minduration < 1) return `${path}.minduration must be a positive integer`;
  if (maxduration < 1) return `${path}.maxduration must be a positive integer`;
  if (protocols.length < 1) return `${path}.protocols must be an array with at least one element`;
  const wrong = protocols.findIndex((protocol) => protocol < 1 || protocol > PROTOCOL_LAST);
  return wrong < 0 ? undefined : `${path}.protocols[${wrong}] is invalid. See Section 5.8: ${ORTB}#page=52`;
}

/** §7.4 ends with 12. */
export function dataFault(
  { type = 0 }: { readonly type: number | undefined },
  path: string,
): string | undefined {
  return isListed(type, 12) ? undefined : `${path}.type is invalid. See section 7.4: ${SPEC}#page=40`;
}
