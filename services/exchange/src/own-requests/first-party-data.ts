import { mergePatch, upTo26 } from '@jianchat/openrtb';
import { asObject, at, isObject, type JsonObject } from '../json-object.ts';

/** Parts of a request that a bidder's first-party data may say more of. */
const PARTS = ['site', 'app', 'dooh', 'user', 'device'] as const;
type Part = (typeof PARTS)[number];

/** Where a person's choices stand: first-party data never changes them. */
const CHOICES: Readonly<Partial<Record<Part, readonly string[]>>> = {
  user: ['consent'],
  device: ['dnt', 'lmt'],
};
const CHOICES_IN_EXT: Readonly<Partial<Record<Part, readonly string[]>>> = {
  user: ['consent', 'separate_consent', 'ConsentedProvidersSettings'],
  device: ['atts'],
};

/** `ext.prebid.bidderconfig[]` as far as it is for one bidder: places in that list. */
export function configsFor(configs: readonly unknown[], seat: string): readonly number[] {
  const name = seat.toLowerCase();
  const isFor = (bidder: unknown): boolean =>
    typeof bidder === 'string' && (bidder === '*' || bidder.toLowerCase() === name);
  return configs.flatMap((config, place) => {
    const bidders = at(config, 'bidders');
    return Array.isArray(bidders) && bidders.some(isFor) ? [place] : [];
  });
}

/** Data twice for one bidder would leave open which of the two holds; in Prebid Server's words. */
export function configFault(raw: JsonObject): string | undefined {
  const configs = at(at(raw['ext'], 'prebid'), 'bidderconfig');
  if (!Array.isArray(configs)) return undefined;
  const seen = new Set<string>();
  for (const config of configs) {
    const bidders: unknown = at(config, 'bidders');
    for (const bidder of Array.isArray(bidders) ? bidders : []) {
      const name = typeof bidder === 'string' ? bidder.toLowerCase() : '*';
      if (seen.has(name))
        return `multiple First Party Data bidder configs provided for bidder: ${String(bidder).slice(0, 64)}`;
      if (name !== '*') seen.add(name);
    }
  }
  return undefined;
}

/** The request with one bidder's first-party data laid over it. Parts that the request has not are not made up, but for the user. */
export function withConfig(raw: JsonObject, config: unknown): JsonObject {
  const ortb2 = asObject(at(at(config, 'config'), 'ortb2'));
  const lifted = upTo26(Object.fromEntries(PARTS.map((part) => [part, withoutChoices(part, ortb2[part])])));
  let merged: Record<string, unknown> | undefined;
  for (const part of PARTS) {
    const own = lifted[part];
    if (!isObject(own) || (raw[part] === undefined && part !== 'user')) continue;
    merged ??= { ...raw };
    merged[part] = mergePatch(raw[part], own);
  }
  return merged ?? raw;
}

function withoutChoices(part: Part, own: unknown): unknown {
  if (!isObject(own)) return undefined;
  const kept: Record<string, unknown> = { ...own };
  for (const name of CHOICES[part] ?? []) delete kept[name];
  const names = CHOICES_IN_EXT[part];
  if (names !== undefined && isObject(kept['ext'])) {
    const ext: Record<string, unknown> = { ...kept['ext'] };
    for (const name of names) delete ext[name];
    kept['ext'] = ext;
  }
  return kept;
}

/** Whether `ext.prebid.data.bidders` lets a bidder see the data meant for all; without such a list everybody may. */
export function seesCommonData(bidders: unknown, seat: string): boolean {
  if (!Array.isArray(bidders)) return true;
  const name = seat.toLowerCase();
  return bidders.some(
    (bidder) => typeof bidder === 'string' && (bidder === '*' || bidder.toLowerCase() === name),
  );
}

/** The request without the first-party data that is meant for some bidders only. */
export function withoutCommonData(raw: JsonObject): JsonObject {
  const without: Record<string, unknown> = { ...raw };
  for (const part of ['site', 'app', 'dooh', 'user'] as const) {
    const own = raw[part];
    if (!isObject(own)) continue;
    const { data, ...rest } = own;
    const { data: _data, ...ext } = asObject(own['ext']);
    const { data: _contentData, ...content } = asObject(own['content']);
    without[part] = {
      ...rest,
      ...(part !== 'user' && data !== undefined && { data }),
      ...(isObject(own['ext']) && { ext }),
      ...(isObject(own['content']) && { content }),
    };
  }
  return without;
}
