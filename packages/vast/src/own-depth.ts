import { isHostAddress } from './host-address.ts';
import { readVast } from './read-vast.ts';
import type { Unwrapped } from './unwrap-tag.ts';

/**
 * What a document says of itself without anything being fetched: whether its ads are wrappers, and where these lead. For markup whose
 * next document nobody may ask for, since asking is an ad request to whoever serves it.
 * @param markup also in canonical form, with what addresses carry taken out
 */
export function ownDepth(markup: string): Unwrapped {
  const reading = readVast(markup, { whole: false });
  if (!reading.ok) return { fault: reading.fault, wrappers: 0, hosts: [], mimes: [], durationsSec: [] };
  const { ads } = reading.document;
  const tags = ads.filter(({ kind }) => kind === 'wrapper').map(({ tagUrl }) => hostOf(tagUrl ?? ''));
  const hosts = new Set(tags.filter((host) => host !== ''));
  const isForbidden = [...hosts].some(isHostAddress);
  return {
    fault: isForbidden ? 'tag.forbidden' : tags.includes('') ? 'vast.url' : undefined,
    wrappers: tags.length > 0 ? 1 : 0,
    hosts: [...hosts],
    mimes: [...new Set(ads.flatMap(({ mimes }) => mimes))],
    durationsSec: ads.flatMap(({ durationSec }) => durationSec ?? []),
  };
}

/** As it is written, for a masked part (`#`) would end it; '' where there is none. */
function hostOf(url: string): string {
  const start = url.startsWith('//') ? 2 : url.indexOf('://') + 3;
  if (start === 2 && !url.startsWith('//')) return '';
  const end = url.slice(start).search(/[/?:\\]/);
  const host = end < 0 || url[start] === '[' ? url.slice(start) : url.slice(start, start + end);
  return host.slice(host.indexOf('@') + 1, 253).toLowerCase();
}
