import type { Adapter } from '../../adapter.ts';
import { withParts } from '../../bid-parts.ts';
import { requestOf, together } from '../../generic-adapter.ts';
import type { OutgoingImp, OutgoingRequest } from '../../outgoing-request.ts';

interface Params {
  /** Both spellings are documented. */
  readonly tagid?: string;
  readonly tagId?: string;
  readonly bidfloor?: number | string;
  readonly adunitcode?: string;
}

/** Tag and floor take their places in the imp; what the body says of browser and person is said in the head, too. */
export const adapter: Adapter<Params> = {
  write(input) {
    const offered = input.request.imp.flatMap((imp, index) => {
      const own = input.params[index];
      return own !== undefined && isOffered(imp) ? [{ imp: place(imp, own), own }] : [];
    });
    const written = together({
      ...input,
      request: requestOf(
        input.request,
        offered.map(({ imp }) => imp),
      ),
      params: offered.map(({ own }) => own),
    });
    if (!written.ok || offered.length === 0) return written.ok ? { ok: true, calls: [] } : written;
    return { ok: true, calls: written.calls.map((call) => ({ ...call, headers: headOf(input.request) })) };
  },
  readBid(bid, _raw, { body }) {
    const imp = body.imp.find(({ id }) => id === bid.impid);
    const adm = bid.adm === undefined ? undefined : decoded(bid.adm);
    if (imp === undefined || (bid.adm !== undefined && adm === undefined)) return undefined;
    const type = imp.video === undefined ? 'banner' : 'video';
    return withParts(adm === undefined ? bid : { ...bid, adm }, { type });
  },
};

/** Videos must say what they take and how long. */
const isOffered = ({ video }: OutgoingImp): boolean =>
  video === undefined || Boolean(video.mimes && video.protocols && video.maxduration);

function place(imp: OutgoingImp, own: Params): OutgoingImp {
  const tag = own.tagid || own.tagId;
  const floor = Number(own.bidfloor ?? 0);
  const { adunitcode } = own;
  return Object.assign(
    { ...imp },
    tag === undefined ? {} : { tagid: tag },
    !imp.bidfloor && Number.isFinite(floor) && floor > 0 ? { bidfloor: floor } : {},
    { ext: { ...imp.ext, bidder: own, ...(adunitcode !== undefined && { adunitcode }) } },
  );
}

/** Nothing that the body does not say: whatever the contract withholds from it is not here either. */
function headOf({ device, user }: OutgoingRequest): Record<string, string> {
  const head: Record<string, string> = {};
  const say = (name: string, value: string | number | undefined): void => {
    const text = String(value ?? '').trim();
    if (text !== '' && /^[\x20-\x7e]{1,1000}$/.test(text)) head[name] = text;
  };
  say('user-agent', device?.ua);
  say('x-forwarded-for', device?.ip);
  say('accept-language', device?.language);
  say('dnt', device?.dnt);
  const { buyeruid } = user ?? {};
  if (buyeruid !== undefined && /^[^\s;,"\\]+$/.test(buyeruid)) say('cookie', `ljt_reader=${buyeruid}`);
  return head;
}

/** Markup comes percent-encoded, with `+` for a space. */
function decoded(adm: string): string | undefined {
  try {
    return decodeURIComponent(adm.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
