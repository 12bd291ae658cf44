import { type Adapter, type AdapterInput, NO_ENDPOINT, type OutgoingCall } from '../../adapter.ts';
import { withParts } from '../../bid-parts.ts';
import { requestOf } from '../../generic-adapter.ts';
import type { OutgoingImp } from '../../outgoing-request.ts';
import { objectAt } from '../../raw-json.ts';

interface Params {
  readonly unit: number | string;
  /** The publisher's delivery domain, or the platform's id: one of the two. */
  readonly delDomain?: string;
  readonly platform?: string;
  readonly customFloor?: number | string;
  readonly customParams?: Readonly<Record<string, unknown>>;
}

/** Says whose integration it is. */
const INTEGRATION = 'jianchat';

/** An imp has one format: banner before video before native. Banners and natives of one domain share a call, each video has its own. */
export const adapter: Adapter<Params> = {
  write(input) {
    const shared = new Map<string, { own: Params; imps: OutgoingImp[] }>();
    const calls: OutgoingCall[] = [];
    for (const [index, imp] of input.request.imp.entries()) {
      const own = input.params[index];
      if (own === undefined) continue;
      place(imp, own);
      if (imp.banner === undefined && imp.native === undefined && imp.video === undefined) continue;
      const alone = imp.video !== undefined;
      const key = alone ? `${index}` : `${own.delDomain ?? ''} ${own.platform ?? ''}`;
      const group = shared.get(key) ?? { own, imps: [] };
      group.imps.push(imp);
      shared.set(key, group);
    }
    for (const { own, imps } of shared.values()) {
      const call = callFor(input, { own, imps });
      if (call === undefined) return NO_ENDPOINT;
      calls.push(call);
    }
    return { ok: true, calls };
  },
  readBid(bid, raw, { body }) {
    const imp = body.imp.find(({ id }) => id === bid.impid);
    const type = imp?.banner ? 'banner' : imp?.video ? 'video' : imp?.native ? 'native' : undefined;
    const buyer = objectAt(raw, 'ext')?.['brand_id'];
    const meta =
      typeof buyer === 'string' && Number.isSafeInteger(Number(buyer))
        ? { brandId: Number(buyer) }
        : undefined;
    return withParts(bid, { type: bid.mtype === undefined ? type : undefined, meta });
  },
};

function callFor(
  { request, endpoint }: AdapterInput<Params>,
  { own, imps }: { own: Params; imps: OutgoingImp[] },
): OutgoingCall | undefined {
  const url = endpoint(own);
  if (url === undefined) return undefined;
  const body = requestOf(request, imps);
  body.ext = Object.assign({
    ...(own.delDomain !== undefined && { delDomain: own.delDomain }),
    ...(own.platform !== undefined && { platform: own.platform }),
    bc: INTEGRATION,
  });
  return { url, body };
}

function place(imp: OutgoingImp, own: Params): void {
  imp.tagid = String(own.unit);
  const floor = Number(own.customFloor ?? 0);
  if (!imp.bidfloor && Number.isFinite(floor) && floor > 0) imp.bidfloor = floor;
  delete imp.audio;
  if (imp.banner !== undefined) {
    delete imp.native;
    delete imp.video;
  } else if (imp.video !== undefined) delete imp.native;
  if (own.customParams !== undefined)
    imp.ext = Object.assign({ ...imp.ext }, { customParams: own.customParams });
  if (imp.video !== undefined) {
    const { ext: _ext, ...video } = imp.video;
    imp.video = imp.rwdd === 1 ? { ...video, ext: { rewarded: 1 } } : video;
  }
}
