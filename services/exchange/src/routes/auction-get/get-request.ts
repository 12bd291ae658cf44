import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import { mergePatch } from '@jianchat/openrtb';
import type { Catalogue } from '../../catalogue.ts';
import { asObject, isObject, type JsonObject } from '../../json-object.ts';
import { quoteId, type Refusal, refuse } from '../../refusal.ts';
import { sectionIds } from '../../user-sync/privacy-parameters.ts';
import { storedRequestId } from '../../uuid.ts';
import { withStoredImp } from '../stored-imp.ts';
import { requestObject, withDottedPaths } from './dotted-paths.ts';
import { inventoryPatch } from './inventory-parameters.ts';
import { mediaPatch } from './media-parameters.ts';
import { cleanQuery, firstOf, readMembers } from './query-members.ts';

export type GetRequest = { readonly ok: true; readonly raw: JsonObject } | Refusal;

export interface GetMeans {
  readonly catalogue: Catalogue;
  readonly headers: IncomingHttpHeaders;
  newId(): string;
}

/**
 * The request that is stored under `srid`, with what a player or page says in its address laid over it. Nothing of it has passed a gate yet.
 * One imp is asked for: of a stored request with more the first is.
 */
export function getRequest(given: URLSearchParams, { catalogue, headers, newId }: GetMeans): GetRequest {
  const query = cleanQuery(given);
  const id = firstOf(query, ['srid', 'tag_id']);
  if (id === '') return refuse("GET /openrtb2/auction requires 'srid' (stored request ID) query parameter");
  const stored = catalogue.storedRequests.get(id);
  if (stored === undefined) return refuse(`Stored Request with ID="${quoteId(id)}" not found.`);
  const blob = query.get('req') ?? '';
  const own = blob === '' ? {} : requestObject(blob);
  if (own === undefined) return refuse('req: value is neither valid JSON nor base64-encoded JSON');
  const overlay = asObject(mergePatch(own, requestPatch(query, headers)));
  const merged = asObject(mergePatch(stored, overlay));
  const inventory = inventoryPatch(query, withDottedPaths(merged, query));
  if (typeof inventory === 'string') return refuse(inventory);
  const placed = asObject(mergePatch(merged, inventory));
  const [first] = Array.isArray(placed['imp']) ? placed['imp'] : [];
  const imp = isObject(first) ? [mergePatch(first, impPatch(query, { first, catalogue, headers }))] : [];
  const raw = withDottedPaths({ ...placed, imp }, query);
  const generates = catalogue.rows.host.generateRequestId === true && isObject(raw['app']);
  return { ok: true, raw: { ...raw, id: storedRequestId(raw['id'], generates) ?? newId() } };
}

/** What stands beside imps and media. */
function requestPatch(query: URLSearchParams, headers: IncomingHttpHeaders): JsonObject {
  const device = devicePatch(query, headers);
  const consent = consentOf(query);
  const regs = { ...consent.regs, ...regsPatch(query) };
  const additional = query.get('addtl_consent') ?? '';
  return {
    ...readMembers(query, [
      ['tmax', 'positive'],
      ['bcat', 'texts'],
      ['badv', 'texts'],
    ]),
    ...(isFlag(query, 'test') && { test: 1 }),
    ...(isFlag(query, 'debug') && { ext: { prebid: { debug: true } } }),
    ...(Object.keys(device).length > 0 && { device }),
    ...(Object.keys(regs).length > 0 && { regs }),
    ...((consent.text !== '' || additional !== '') && {
      user: {
        ...(consent.text !== '' && { consent: consent.text }),
        ...(additional !== '' && {
          ext: { ConsentedProvidersSettings: { consented_providers: additional } },
        }),
      },
    }),
  };
}

const CONSENT_TYPES: ReadonlyMap<string, string> = new Map([
  ['3', 'us_privacy'],
  ['4', 'gpp'],
]);

/** `cs` is a TC string where `cst` doesn't say that it is another one; the other names are always one. */
function consentOf(query: URLSearchParams): { readonly text: string; readonly regs: JsonObject } {
  const named = firstOf(query, ['tcfc', 'gdpr_consent', 'consent_string']);
  const text = query.get('cs') ?? '';
  const other = text === '' ? undefined : CONSENT_TYPES.get(firstOf(query, ['cst', 'consent_type']));
  return other === undefined ? { text: named || text, regs: {} } : { text: named, regs: { [other]: text } };
}

const isFlag = (query: URLSearchParams, name: string): boolean =>
  ['1', 'true'].includes(query.get(name) ?? '');

function regsPatch(query: URLSearchParams): JsonObject {
  const { gpc } = readMembers(query, [['gpc', 'signal']]);
  const sections = firstOf(query, ['gpps', 'gpp_sid']);
  return {
    ...readMembers(query, [
      ['gdpr', 'signal', 'gdpr_applies'],
      ['coppa', 'signal'],
      ['gpp', 'text', 'gppc'],
      ['us_privacy', 'text', 'usp'],
    ]),
    ...(sections !== '' && { gpp_sid: sectionIds(sections) }),
    ...(gpc !== undefined && { ext: { gpc: String(gpc) } }),
  };
}

/** What a player says of its device in headers of its own goes before parameters; those go before the call's own address and browser. */
function devicePatch(query: URLSearchParams, headers: IncomingHttpHeaders): JsonObject {
  const ifaType = query.get('ifat');
  const head = (name: string): string => String(headers[`x-device-${name}`] ?? '').trim();
  const said = { ua: head('user-agent'), make: head('make'), model: head('model'), os: head('os') };
  return {
    ...readMembers(query, [
      ['dnt', 'signal'],
      ['lmt', 'signal'],
      ['ifa', 'text'],
      ['ua', 'text'],
      ['devicetype', 'int8', 'dtype'],
    ]),
    ...(ifaType && { ext: { ifa_type: ifaType } }),
    ...addresses(head('ip').split(',', 1), [query.get('ip'), query.get('ipv6')]),
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== '')),
  };
}

function addresses(own: readonly string[], given: readonly (string | null)[]): JsonObject {
  const read = (list: readonly (string | null)[]): JsonObject =>
    Object.fromEntries(
      list.flatMap((text) => {
        const address = (text ?? '').trim();
        const version = isIP(address);
        return version === 0 ? [] : [[version === 4 ? 'ip' : 'ipv6', address]];
      }),
    );
  const first = read(own);
  return Object.keys(first).length > 0 ? first : read(given);
}

function impPatch(
  query: URLSearchParams,
  { first, catalogue, headers }: { first: JsonObject; catalogue: Catalogue; headers: IncomingHttpHeaders },
): JsonObject {
  const slot = query.get('slot');
  const answer = query.get('sarid');
  const data = requestObject(query.get('targeting') ?? '');
  const player = String(headers['x-device-player'] ?? '').trim();
  return {
    ...mediaPatch(query, withStoredImp(first, catalogue)),
    ...(slot && { tagid: slot }),
    ...(player !== '' && { displaymanager: player }),
    ...((answer || data) && {
      ext: { ...(answer && { prebid: { storedauctionresponse: { id: answer } } }), ...(data && { data }) },
    }),
  };
}
