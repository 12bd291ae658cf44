import type { Creative } from '../creatives/creative.ts';
import type { CreativeCache } from '../creatives/creative-cache.ts';
import { answerPuts, readPuts } from './put-request.ts';
import { type Route, type RouteAnswer, type RouteCall, text } from './route.ts';

/**
 * Prebid Cache: `POST /cache` keeps markup for some minutes, `GET /cache?uuid=` gives it back. Whoever knows an id may fetch
 * what stands under it; ids are random and can't be listed.
 */
export const cacheRoute: Route = {
  name: 'cache',
  path: '/cache',
  methods: ['GET', 'POST'],
  pagesMayRead: true,
  async answer(call, { creatives }) {
    if (call.method === 'GET') return fetchCreative(call, creatives);
    const body = await call.body();
    if (!body.ok) return text(400, body.message);
    const reading = readPuts(body.bytes);
    if (!reading.ok) return text(400, reading.message);
    return answerPuts(await creatives.put(reading.puts, 'public'));
  },
};

export function fetchCreative({ query }: RouteCall, creatives: CreativeCache): RouteAnswer {
  const id = query.get('uuid');
  if (id === null || id === '') return text(400, 'missing required parameter uuid');
  const creative = id.length > ID_CHARS_MAX ? undefined : creatives.get(id);
  return creative === undefined ? text(404, 'nothing is kept under this uuid') : asKept(creative);
}

const ID_CHARS_MAX = 128;

/**
 * Somebody else's markup on our origin: a browser that is led here renders it without scripts and as of no origin, so that it
 * can't act for whoever is signed in to the console.
 */
const HARMLESS = { 'content-security-policy': "default-src 'none'; sandbox" } as const;

const asKept = ({ type, text: body }: Creative): RouteAnswer => ({
  status: 200,
  contentType: type === 'xml' ? 'application/xml' : 'application/json',
  body,
  headers: HARMLESS,
});
