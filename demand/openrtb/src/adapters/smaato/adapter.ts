import { type Adapter, NO_ENDPOINT, type OutgoingCall } from '../../adapter.ts';
import { withParts } from '../../bid-parts.ts';
import { requestOf } from '../../generic-adapter.ts';
import { type OutgoingImp, type OutgoingRequest, placeOf } from '../../outgoing-request.ts';
import { asInteger, objectAt, texts } from '../../raw-json.ts';
import { readMarkup } from './markup.ts';

interface Params {
  readonly publisherId: string;
  readonly adspaceId: string;
}

/** How long a bid holds where the partner doesn't say. */
const KEPT_SEC = 300;
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
        tellPlace(body, own.publisherId);
        tellPerson(body);
        body.ext = Object.assign({ client: 'jianchat' });
        calls.push({ url, body });
      }
    }
    return { ok: true, calls };
  },
  readBid(bid, raw, { headers }) {
    const ext = objectAt(raw, 'ext');
    const markup = readMarkup(bid.adm ?? '', {
      kind: headers['x-smt-adtype'],
      clicks: texts(ext?.['curls']),
    });
    if (markup === undefined) return undefined;
    return withParts(
      { ...bid, adm: markup.adm, exp: bid.exp ?? KEPT_SEC },
      { type: markup.type, durationSec: markup.type === 'video' ? asInteger(ext?.['duration']) : undefined },
    );
  },
};

function inOneFormat(
  imp: OutgoingImp,
  { format, own }: { format: (typeof FORMATS)[number]; own: Params },
): OutgoingImp {
  const one: OutgoingImp = { ...imp, tagid: own.adspaceId };
  delete one.audio;
  for (const other of FORMATS) if (other !== format) delete one[other];
  return one;
}

/** The publisher is its number and nothing else; keywords of a site's own data take the place of the site's. */
function tellPlace(body: OutgoingRequest, id: string): void {
  const place = placeOf(body) ?? body.dooh;
  if (place === undefined) return;
  place.publisher = { id };
  if (body.site?.ext === undefined) return;
  const { ext, ...site } = body.site;
  const keywords = objectAt(ext, 'data')?.['keywords'];
  body.site = { ...site, ...(typeof keywords === 'string' && { keywords }) };
}

/** A person's own data stand where OpenRTB has them. */
function tellPerson(body: OutgoingRequest): void {
  const data = objectAt(body.user?.ext, 'data');
  if (data === undefined) return;
  const { gender, yob, keywords } = data;
  const { data: _data, ...ext } = objectAt(body.user?.ext) ?? {};
  body.user = Object.assign(
    { ...body.user },
    { ext },
    {
      ...(typeof gender === 'string' && gender !== '' && { gender }),
      ...(typeof yob === 'number' && yob !== 0 && { yob }),
      ...(typeof keywords === 'string' && keywords !== '' && { keywords }),
    },
  );
}
