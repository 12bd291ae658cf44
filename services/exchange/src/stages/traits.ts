import type { ImpView, Traits } from '@jianchat/auction';
import { traitValue } from '@jianchat/auction';
import type { RequestFor } from '@jianchat/policy';
import type { TraitName } from '@jianchat/snapshot';
import type { Enrichment } from './enrich.ts';
import { browserOf, osOf } from './user-agent.ts';

type Context = RequestFor<'contextualAds'>;
type Person = RequestFor<'personalisedAds'>;

export interface TraitSources {
  /** What contextual advertising may read; undefined where not even that is allowed. */
  readonly context: Context | undefined;
  /** What personalised advertising may read; asked only when some targeting wants it. */
  person(): Person | undefined;
  readonly enrichment: Pick<Enrichment, 'country' | 'deviceType'>;
  /** The media's id, '' where it is unknown. */
  readonly media: string;
}

/** Values of one trait of one request: what says more than this is cut. */
const VALUES_MAX = 200;
const CHARS_MAX = 300;
const NONE: readonly string[] = [];

/**
 * What targeting may know of a request, each trait read when it is first asked for and then kept for the auction. Place
 * (beyond the region) and segments are read for personalised advertising, everything else for contextual advertising.
 */
export function readTraits(sources: TraitSources): Traits {
  const known = new Map<TraitName, readonly string[]>();
  return {
    of(trait, imp) {
      if (trait === 'placement') return imp.placement === '' ? NONE : [imp.placement];
      if (trait === 'slot') return slotOf(imp.imp);
      if (trait === 'keyValue') return keyValues(sources, imp, known);
      let values = known.get(trait);
      if (values === undefined) {
        values = READ[trait](sources);
        known.set(trait, values);
      }
      return values;
    },
  };
}

const INLINE = ['inline'];

function slotOf({ rwdd, instl }: Pick<ImpView['imp'], 'rwdd' | 'instl'>): readonly string[] {
  if (rwdd !== 1 && instl !== 1) return INLINE;
  return [...(rwdd === 1 ? ['rewarded'] : []), ...(instl === 1 ? ['interstitial'] : [])];
}

const one = (value: string | undefined): readonly string[] =>
  value === undefined || value === '' ? NONE : [value];

/** OpenRTB 2.6 list "Connection Types": the index is the code. */
const CONNECTIONS: readonly (readonly string[])[] = [
  NONE,
  ['ethernet'],
  ['wifi'],
  ['cellular'],
  ['2g', 'cellular'],
  ['3g', 'cellular'],
  ['4g', 'cellular'],
  ['5g', 'cellular'],
];

const READ: Readonly<
  Record<Exclude<TraitName, 'placement' | 'keyValue' | 'slot'>, (sources: TraitSources) => readonly string[]>
> = {
  media: ({ media }) => one(media),
  country: ({ enrichment }) => one(enrichment.country),
  deviceType: ({ enrichment }) => one(enrichment.deviceType),
  region: ({ context, enrichment }) => one(regionOf(context?.device?.geo?.region, enrichment.country)),
  os: ({ context }) => one(context?.device && osOf(context.device)),
  browser: ({ context }) => one(context?.device && browserOf(context.device)),
  connection: ({ context }) => CONNECTIONS[context?.device?.connectiontype ?? 0] ?? NONE,
  isp: ({ context }) => folded('isp', context?.device?.carrier),
  language: ({ context }) => one(languageOf(context?.device?.language ?? context?.device?.langb)),
  category: ({ context }) => (context === undefined ? NONE : categoriesOf(context)),
  city: ({ person }) => folded('city', person()?.device?.geo?.city),
  segment: ({ person }) => segmentsOf(person()?.user),
};

const folded = (trait: TraitName, value: string | undefined): readonly string[] =>
  value === undefined || value.length > CHARS_MAX ? NONE : one(traitValue(trait, value));

/** ISO 3166-2; clients send it whole or without its country. */
function regionOf(region: string | undefined, country: string): string | undefined {
  if (region === undefined || region === '' || region.length > 6) return undefined;
  const code = region.toUpperCase();
  if (code.charAt(2) === '-') return code;
  return country === '' ? undefined : `${country}-${code}`;
}

/** The language without script and region: `zh-Hans-CN` is `zh`. */
function languageOf(tag: string | undefined): string | undefined {
  if (tag === undefined) return undefined;
  const [language = ''] = tag.slice(0, 16).toLowerCase().split(/[-_]/u, 1);
  return language.length === 2 || language.length === 3 ? language : undefined;
}

interface Categorised {
  readonly cattax?: number | undefined;
  readonly cat?: readonly string[] | undefined;
  readonly sectioncat?: readonly string[] | undefined;
  readonly pagecat?: readonly string[] | undefined;
}

function categoriesOf({ site, app, dooh }: Context): readonly string[] {
  const found = new Set<string>();
  const add = (place: Categorised | undefined): void => {
    // Without a taxonomy's name the first one is meant (OpenRTB 2.6).
    const taxonomy = place?.cattax ?? 1;
    for (const list of [place?.cat, place?.sectioncat, place?.pagecat])
      for (const id of list ?? []) {
        if (found.size >= VALUES_MAX) return;
        if (taxonomy !== 1) found.add(`${taxonomy}:${id}`);
        else {
          found.add(id);
          const cut = id.indexOf('-');
          if (cut > 0) found.add(id.slice(0, cut));
        }
      }
  };
  add(site);
  add(app);
  for (const content of [site?.content, app?.content, dooh?.content]) add(content);
  return [...found];
}

function segmentsOf(user: Person['user']): readonly string[] {
  const found = new Set<string>();
  for (const { id: provider, name, segment } of user?.data ?? [])
    for (const { id } of segment ?? []) {
      if (id === undefined || id === '' || id.length > CHARS_MAX || found.size >= VALUES_MAX) continue;
      found.add(traitValue('segment', id));
      for (const by of [provider, name]) if (by) found.add(traitValue('segment', `${by}:${id}`));
    }
  return [...found];
}

/** Of the page and of the slot; the page's are read once. */
function keyValues(
  { context }: TraitSources,
  imp: ImpView,
  known: Map<TraitName, readonly string[]>,
): readonly string[] {
  if (context === undefined) return NONE;
  let page = known.get('keyValue');
  if (page === undefined) {
    page = pairsOf([context.site?.ext?.data, context.app?.ext?.data, context.dooh?.ext?.data]);
    known.set('keyValue', page);
  }
  const slot = context.imp[imp.index];
  if (slot?.id !== imp.id) return page;
  const own = pairsOf([slot.ext?.data, slot.ext?.context?.data]);
  return own.length === 0 ? page : [...page, ...own];
}

function pairsOf(sources: readonly (object | undefined)[]): readonly string[] {
  let pairs: string[] | undefined;
  for (const data of sources)
    for (const [key, value] of Object.entries(data ?? {}))
      for (const single of Array.isArray(value) ? value : [value]) {
        pairs ??= [];
        if (pairs.length >= VALUES_MAX) return pairs;
        if (typeof single === 'string' || typeof single === 'number' || typeof single === 'boolean')
          pairs.push(`${key}=${single}`.slice(0, CHARS_MAX));
      }
  return pairs ?? NONE;
}
