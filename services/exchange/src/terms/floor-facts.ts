import type { FloorFacts, FloorField, ImpView } from '@jianchat/auction';
import type { RequestFor } from '@jianchat/policy';
import type { Enrichment } from '../stages/enrich.ts';

type Context = RequestFor<'contextualAds'>;

const ANY = '*';

/**
 * What rules of price floors compare with, from what contextual advertising may read: the page or app, the place in it, and the
 * coarse kind of device. Lower case; `*` where nothing is known.
 */
export function floorFacts(
  context: Context | undefined,
  { enrichment, channel }: { enrichment: Enrichment; channel: string | undefined },
): (view: ImpView) => FloorFacts {
  const inventory = context?.site ?? context?.app;
  const pubDomain = inventory?.publisher?.domain;
  const ofRequest: Readonly<Partial<Record<FloorField, string | undefined>>> = {
    domain: inventory?.domain || pubDomain,
    sitedomain: inventory?.domain,
    pubdomain: pubDomain,
    bundle: context?.app?.bundle,
    channel,
    country: enrichment.country,
    devicetype: deviceOf(enrichment),
  };
  return (view) => {
    const imp = context?.imp[view.index];
    return (field) => {
      const value = field in ofRequest ? ofRequest[field] : impFact(field, { view, imp });
      return value ? value.toLowerCase() : ANY;
    };
  };
}

function deviceOf({ deviceType }: Enrichment): string | undefined {
  return deviceType === 'phone' || deviceType === 'tablet' || deviceType === 'desktop'
    ? deviceType
    : undefined;
}

function impFact(
  field: FloorField,
  { view, imp }: { view: ImpView; imp: Context['imp'][number] | undefined },
): string | undefined {
  switch (field) {
    case 'mediatype':
      return mediaTypeOf(view);
    case 'size':
      return sizeOf(view);
    case 'gptslot':
      return gptSlotOf(imp);
    case 'adunitcode':
      return adUnitOf(view, imp);
    default:
      return undefined;
  }
}

/** Undefined for an imp of several media types. A video that says nothing of where it plays is one inside a stream. */
function mediaTypeOf({ formats, imp }: ImpView): string | undefined {
  const [format] = formats;
  if (formats.length !== 1 || format !== 'video') return formats.length === 1 ? format : undefined;
  const { placement, plcmt } = imp.video ?? {};
  const inStream = (placement === undefined && plcmt === undefined) || placement === 1 || plcmt === 1;
  return inStream ? 'video' : 'video-outstream';
}

function sizeOf({ sizes, imp }: ImpView): string | undefined {
  if (imp.banner) return sizes.length === 1 ? sizes[0] : undefined;
  const { w, h } = imp.video ?? {};
  return w && h ? `${w}x${h}` : undefined;
}

function gptSlotOf(imp: Context['imp'][number] | undefined): string | undefined {
  const data = imp?.ext?.data;
  const server = data?.['adserver'];
  if (typeof server === 'object' && server !== null && 'name' in server && server.name === 'gam')
    return textOf('adslot' in server ? server.adslot : undefined);
  return textOf(data?.['pbadslot']);
}

function adUnitOf(view: ImpView, imp: Context['imp'][number] | undefined): string | undefined {
  return (
    view.imp.ext?.gpid ||
    view.imp.tagid ||
    textOf(imp?.ext?.data?.['pbadslot']) ||
    view.placement ||
    undefined
  );
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
