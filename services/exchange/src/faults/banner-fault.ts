import type { AuctionedImp } from '@jianchat/auction';

type Banner = NonNullable<AuctionedImp['banner']>;
type Format = NonNullable<Banner['format']>[number];

/** In Prebid Server's words; an interstitial may leave its sizes to the screen. */
export function bannerFault(
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
