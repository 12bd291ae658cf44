import type { JsonObject } from '../../json-object.ts';
import { firstOf, type MemberRow, readMembers } from './query-members.ts';

const APP: readonly MemberRow[] = [
  ['bundle', 'text', 'app_bundle'],
  ['name', 'text', 'appname', 'app_name'],
  ['domain', 'text', 'app_domain'],
  ['storeurl', 'text', 'app_storeurl'],
];
const texts = (...names: readonly string[]) => names.map((name): MemberRow => [name, 'text', `c${name}`]);
const int8s = (...names: readonly string[]) => names.map((name): MemberRow => [name, 'int8', `c${name}`]);
/** Members of `content` under a name with a `c` before it; their own names are those of other parameters. */
const CONTENT: readonly MemberRow[] = [
  ...texts('title', 'season', 'artist', 'album', 'isrc', 'genre', 'langb', 'userrating', 'keywords'),
  ['series', 'text', 'cseries', 'rss_feed'],
  ['url', 'text', 'curl', 'url_override'],
  ['language', 'text', 'clang'],
  ['contentrating', 'text', 'crating'],
  ['episode', 'whole', 'cepisode'],
  ['len', 'whole', 'clen'],
  ...int8s('prodq', 'context', 'qagmediarating', 'sourcerelationship', 'embeddable', 'livestream'),
  ['cat', 'texts', 'ccat'],
  ['cattax', 'natural', 'ccattax'],
];

const DOOH = '8';

/** Where the ad is shown, as the parameters say it; it goes to the site, app or screen that the request has, or a sentence says what is missing. */
export function inventoryPatch(query: URLSearchParams, request: JsonObject): JsonObject | string {
  const page = query.get('page') ?? '';
  const app = readMembers(query, APP);
  const stored = (['site', 'app', 'dooh'] as const).find((name) => request[name]);
  const place = stored ?? impliedPlace(query, { page, app });
  if (place.includes(' ')) return place;
  const publisher = firstOf(query, ['pubid', 'account']);
  const content = contentOf(query);
  return {
    [place]: {
      ...(place === 'app' && app),
      ...(place === 'site' && page !== '' && { page }),
      ...(publisher !== '' && { publisher: { id: publisher } }),
      ...(Object.keys(content).length > 0 && { content }),
    },
  };
}

function impliedPlace(query: URLSearchParams, { page, app }: { page: string; app: JsonObject }): string {
  const isApp = Object.keys(app).length > 0;
  if (page !== '' && isApp)
    return 'GET request specifies both site params (page) and app params (bundle/name/domain/storeurl); the stored request must declare the channel';
  if (page !== '') return 'site';
  if (isApp) return 'app';
  return firstOf(query, ['devicetype', 'dtype']) === DOOH
    ? 'dooh'
    : 'GET request cannot determine channel: stored request has no site/app/dooh and params contain no directional signal; add page (site) or bundle/name (app)';
}

function contentOf(query: URLSearchParams): JsonObject {
  const id = query.get('cid');
  const channel = query.get('cchannel');
  const network = query.get('cnetwork');
  return {
    ...(id && { id }),
    ...readMembers(query, CONTENT, { own: false }),
    ...(channel && { channel: { name: channel } }),
    ...(network && { network: { name: network } }),
  };
}
