import { type Adapter, NO_ENDPOINT, type OutgoingCall } from '../../adapter.ts';
import { sizeBanner, withParts } from '../../bid-parts.ts';
import { requestOf } from '../../generic-adapter.ts';
import type { OutgoingImp, OutgoingRequest } from '../../outgoing-request.ts';
import { asInteger, objectAt } from '../../raw-json.ts';

/** Both spellings of each are documented. */
interface Params {
  readonly placement_id?: number | string;
  readonly placementId?: number | string;
  readonly member?: number | string;
  readonly inv_code?: string;
  readonly invCode?: string;
  readonly keywords?: string | readonly { readonly key: string; readonly value?: readonly string[] }[];
  readonly traffic_source_code?: string;
  readonly trafficSourceCode?: string;
  readonly reserve?: number;
  readonly position?: 'above' | 'below';
  readonly use_pmt_rule?: boolean;
  readonly usePaymentRule?: boolean;
  readonly private_sizes?: readonly unknown[];
  readonly ext_inv_code?: string;
  readonly external_imp_id?: string;
}

const IMPS_PER_CALL_MAX = 10;
/** `ext.appnexus.bid_ad_type` of a bid; 0 where it says nothing. */
const TYPES = new Map([
  [0, 'banner'],
  [1, 'video'],
  [3, 'native'],
] as const);
/** Which platform asks: Prebid Server's number, unless the partner gave the operator another (`settings.partner.platform_id`). */
const PLATFORM = 5;

/** Placements go into `imp.ext.appnexus`, a member id into the address; at most ten imps of one member a call. */
export const adapter: Adapter<Params> = {
  write({ request, params, endpoint, settings }) {
    const url = endpoint(params[0]);
    if (url === undefined) return NO_ENDPOINT;
    const byMember = new Map<string, OutgoingImp[]>();
    for (const [index, imp] of request.imp.entries()) {
      const own = params[index];
      if (own === undefined) continue;
      const member = String(own.member ?? '');
      byMember.set(member, [...(byMember.get(member) ?? []), place(imp, { own, request })]);
    }
    request.ext = Object.assign(
      { ...request.ext },
      {
        appnexus: {
          ...(request.site?.ext?.amp === 1 && { is_amp: 1 }),
          hb_source: Number(settings['platform_id'] ?? PLATFORM),
        },
      },
    );
    const calls: OutgoingCall[] = [];
    for (const [member, imps] of byMember)
      for (let from = 0; from < imps.length; from += IMPS_PER_CALL_MAX)
        calls.push({
          url: member === '' ? url : withMember(url, member),
          body: requestOf(request, imps.slice(from, from + IMPS_PER_CALL_MAX)),
        });
    return { ok: true, calls };
  },
  readBid(bid, raw) {
    const ext = objectAt(raw, 'ext', 'appnexus');
    const type = TYPES.get((asInteger(ext?.['bid_ad_type']) ?? 0) as 0);
    if (type === undefined) return undefined;
    const brandId = asInteger(ext?.['brand_id']);
    const dealPriority = asInteger(ext?.['deal_priority']);
    return withParts(bid, {
      type,
      ...(dealPriority !== undefined && { dealPriority }),
      meta: brandId === undefined ? undefined : { brandId },
      durationSec: asInteger(objectAt(ext, 'creative_info', 'video')?.['duration']),
    });
  },
};

function withMember(url: string, member: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}member_id=${encodeURIComponent(member)}`;
}

function place(imp: OutgoingImp, { own, request }: { own: Params; request: OutgoingRequest }): OutgoingImp {
  const code = own.inv_code ?? own.invCode;
  if (code !== undefined) imp.tagid = code;
  if (!imp.bidfloor && own.reserve !== undefined && own.reserve > 0) imp.bidfloor = own.reserve;
  sizeBanner(imp);
  if (imp.banner !== undefined && own.position !== undefined)
    imp.banner = { ...imp.banner, pos: own.position === 'above' ? 1 : 3 };
  const { source, version } = request.app?.ext?.prebid ?? {};
  if (source !== undefined && version !== undefined) imp.displaymanagerver ??= `${source}-${version}`;
  const placement = own.placement_id ?? own.placementId;
  const rule = own.use_pmt_rule ?? own.usePaymentRule;
  const traffic = own.traffic_source_code ?? own.trafficSourceCode;
  const appnexus = {
    ...(placement !== undefined && { placement_id: Number(placement) }),
    ...(own.keywords !== undefined && { keywords: keywordText(own.keywords) }),
    ...(traffic !== undefined && { traffic_source_code: traffic }),
    ...(rule !== undefined && { use_pmt_rule: rule }),
    ...(own.private_sizes !== undefined && { private_sizes: own.private_sizes }),
    ...(own.ext_inv_code !== undefined && { ext_inv_code: own.ext_inv_code }),
    ...(own.external_imp_id !== undefined && { external_imp_id: own.external_imp_id }),
  };
  imp.ext = Object.assign({ ...imp.ext }, { appnexus });
  return imp;
}

/** `key=value` pairs and keys without values, with commas between. */
function keywordText(keywords: NonNullable<Params['keywords']>): string {
  if (typeof keywords === 'string') return keywords;
  return keywords
    .flatMap(({ key, value = [] }) => (value.length === 0 ? [key] : value.map((text) => `${key}=${text}`)))
    .join(',');
}
