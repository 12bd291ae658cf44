import { type Adapter, NO_ENDPOINT, type OutgoingCall } from '../../adapter.ts';
import { sizeBanner, withParts } from '../../bid-parts.ts';
import { requestOf } from '../../generic-adapter.ts';
import { namePublisher, type OutgoingImp } from '../../outgoing-request.ts';
import { readMarkup } from './markup.ts';

interface Params {
  readonly publisherId: string;
  readonly adspaceId: string;
}

const FORMATS = ['banner', 'video', 'native'] as const;

/** A call for each format of each imp, under the ad space's id; answers come in markup of several kinds. */
export const adapter: Adapter<Params> = {
  write({ request, params, endpoint }) {
    const calls: OutgoingCall[] = [];
    for (const [index, imp] of request.imp.entries()) {
      const own = params[index];
      if (own === undefined) continue;
      const url = endpoint(own);
      if (url === undefined) return NO_ENDPOINT;
      for (const format of FORMATS) {
        if (imp[format] === undefined) continue;
        const body = requestOf(request, [inOneFormat(imp, { format, own })]);
        namePublisher(body, own.publisherId);
        body.ext = Object.assign({ client: 'jianchat' });
        calls.push({ url, body });
      }
    }
    return { ok: true, calls };
  },
  readBid(bid, _raw, { headers }) {
    const markup = readMarkup(bid.adm ?? '', headers['x-smt-adtype']);
    if (markup === undefined) return undefined;
    return withParts({ ...bid, adm: markup.adm }, { type: markup.type });
  },
};

function inOneFormat(
  imp: OutgoingImp,
  { format, own }: { format: (typeof FORMATS)[number]; own: Params },
): OutgoingImp {
  const { skadn, gpid } = imp.ext ?? {};
  const one: OutgoingImp = { ...imp, tagid: own.adspaceId };
  delete one.ext;
  delete one.audio;
  for (const other of FORMATS) if (other !== format) delete one[other];
  if (skadn !== undefined || gpid !== undefined)
    one.ext = { ...(skadn !== undefined && { skadn }), ...(gpid !== undefined && { gpid }) };
  sizeBanner(one);
  return one;
}
