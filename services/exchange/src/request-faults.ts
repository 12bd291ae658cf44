import type { AuctionedImp } from '@jianchat/auction';
import type { RequestFor } from '@jianchat/policy';

type Banner = NonNullable<AuctionedImp['banner']>;
type Format = NonNullable<Banner['format']>[number];

/** The first fault of a request whose JSON types are right, in Prebid Server's words; undefined for none. */
export function requestFault(request: RequestFor<'adDelivery'>): string | undefined {
  if (!request.id) return 'request missing required field: "id"';
  if (request.tmax !== undefined && request.tmax < 0)
    return `request.tmax must be nonnegative. Got ${request.tmax}`;
  // What is sold in a currency that is none could never be charged.
  if (request.cur?.some((currency) => !/^[A-Z]{3}$/.test(currency)))
    return 'request.cur must contain only ISO 4217 codes such as "USD"';
  const imps = request.imp ?? [];
  if (imps.length < 1) return 'request.imp must contain at least one element.';
  const channel = channelFault(request);
  if (channel !== undefined) return channel;
  const firstOf = new Map<string, number>();
  for (let at = 0; at < imps.length; at++) {
    const imp = imps[at];
    if (imp === undefined) continue;
    const first = firstOf.get(imp.id);
    if (imp.id && first !== undefined)
      return `request.imp[${first}].id and request.imp[${at}].id are both "${imp.id.slice(0, 64)}". Imp IDs must be unique.`;
    firstOf.set(imp.id, at);
    const fault = impFault(imp, at);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function channelFault({ site, app, dooh }: RequestFor<'adDelivery'>): string | undefined {
  const channels = Number(site !== undefined) + Number(app !== undefined) + Number(dooh !== undefined);
  if (channels === 1) return undefined;
  return dooh === undefined || channels === 0
    ? 'request.site or request.app must be defined, but not both.'
    : 'No more than one of request.site or request.app or request.dooh can be defined';
}

function impFault(imp: AuctionedImp, at: number): string | undefined {
  if (!imp.id) return `request.imp[${at}] missing required field: "id"`;
  if (!imp.banner && !imp.video && !imp.audio && !imp.native)
    return `request.imp[${at}] must contain at least one of "banner", "video", "audio", or "native"`;
  if (imp.banner) {
    const fault = bannerFault(imp.banner, at, { interstitial: imp.instl === 1 });
    if (fault !== undefined) return fault;
  }
  if (imp.video && !imp.video.mimes?.length)
    return `request.imp[${at}].video.mimes must contain at least one supported MIME type`;
  if (imp.audio && !imp.audio.mimes?.length)
    return `request.imp[${at}].audio.mimes must contain at least one supported MIME type`;
  if (imp.native && !imp.native.request)
    return `request.imp[${at}].native missing required property "request"`;
  const deals = imp.pmp?.deals ?? [];
  const nameless = deals.findIndex((deal) => !deal.id);
  if (nameless >= 0) return `request.imp[${at}].pmp.deals[${nameless}] missing required field: "id"`;
  return undefined;
}

function bannerFault(
  banner: Banner,
  at: number,
  { interstitial }: { interstitial: boolean },
): string | undefined {
  const { w, h, format = [] } = banner;
  if (w !== undefined && w < 0) return `request.imp[${at}].banner.w must be a positive number`;
  if (h !== undefined && h < 0) return `request.imp[${at}].banner.h must be a positive number`;
  if (!(w && h) && format.length === 0 && !interstitial)
    return `request.imp[${at}].banner has no sizes. Define "w" and "h", or include "format" elements.`;
  for (let i = 0; i < format.length; i++) {
    const fault = formatFault(format[i] ?? {});
    if (fault !== undefined) return `${fault.subject}imp[${at}].banner.format[${i}]${fault.text}`;
  }
  return undefined;
}

interface FormatFault {
  readonly subject: string;
  readonly text: string;
}

const RATIOS = '{wmin, wratio, hratio}';
const says = (text: string): FormatFault => ({ subject: 'Request ', text });
const negative = (name: string): FormatFault => ({
  subject: 'request.',
  text: `.${name} must be a positive number`,
});

function formatFault(format: Format): FormatFault | undefined {
  const { w = 0, h = 0, wratio = 0, hratio = 0, wmin = 0 } = format;
  if (w > 0 && h > 0 && wratio === 0 && hratio === 0 && wmin === 0) return undefined;
  if (w < 0) return negative('w');
  if (h < 0) return negative('h');
  if (wratio < 0) return negative('wratio');
  if (hratio < 0) return negative('hratio');
  if (wmin < 0) return negative('wmin');
  const fixed = w !== 0 || h !== 0;
  const flexible = wmin !== 0 || wratio !== 0 || hratio !== 0;
  if (fixed && flexible)
    return says(
      ` should define *either* {w, h} *or* ${RATIOS}, but not both. If both are valid, send two "format" objects in the request.`,
    );
  if (!fixed && !flexible)
    return says(
      ` should define *either* {w, h} (for static size requirements) *or* ${RATIOS} (for flexible sizes) to be non-zero.`,
    );
  if (fixed) return says(' must define non-zero "h" and "w" properties.');
  if (wmin === 0 || wratio === 0 || hratio === 0)
    return says(' must define non-zero "wmin", "wratio", and "hratio" properties.');
  return undefined;
}
