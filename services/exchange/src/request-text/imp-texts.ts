import type { Deal, Imp, OpenObject } from '@jianchat/openrtb';
import { FORMATS, type Format } from '../asks/ask.ts';

/** An imp as one recipient gets it. */
export interface ImpPart {
  readonly index: number;
  /** Undefined parameters are not sent: the contract does not allow them. */
  readonly params: OpenObject | undefined;
  /** Undefined for every format that the imp has. */
  readonly formats: readonly Format[] | undefined;
  /** Deals that are this recipient's own, besides those of the request. */
  readonly deals?: readonly { readonly openRtb: Deal }[] | undefined;
}

export interface ImpTexts {
  /** The items of `imp`, comma between them. */
  list(parts: readonly ImpPart[]): string;
}

interface ImpText {
  readonly imp: string;
  /** `{…}` of `imp.ext` without what is ours. */
  readonly ext: string;
}

/** Serialises each imp once; once more for each set of formats that somebody gets instead of all. */
export function impTexts(imps: readonly Imp[]): ImpTexts {
  const whole = imps.map(impText);
  const cut = new Map<string, ImpText>();
  const textOf = ({ index, formats, deals }: ImpPart): ImpText | undefined => {
    const imp = imps[index];
    if (deals !== undefined && imp !== undefined)
      return impText(withOwnDeals(formats === undefined ? imp : withFormats(imp, formats), deals));
    if (formats === undefined || imp === undefined) return whole[index];
    const key = `${index} ${formats.join(' ')}`;
    const known = cut.get(key) ?? impText(withFormats(imp, formats));
    cut.set(key, known);
    return known;
  };
  return {
    list(parts) {
      let list = '';
      for (const part of parts) {
        const text = textOf(part);
        if (text !== undefined) list += (list === '' ? '' : ',') + withParams(text, part.params);
      }
      return list;
    },
  };
}

function withOwnDeals(imp: Imp, deals: readonly { readonly openRtb: Deal }[]): Imp {
  const own = deals.map(({ openRtb }) => openRtb);
  return { ...imp, pmp: { ...imp.pmp, deals: [...(imp.pmp?.deals ?? []), ...own] } };
}

function withFormats(imp: Imp, formats: readonly Format[]): Imp {
  const cut = { ...imp };
  for (const format of FORMATS) if (!formats.includes(format)) delete cut[format];
  return cut;
}

function impText(imp: Imp): ImpText {
  const { ext, ...rest } = imp;
  const { prebid, bidder: _bidder, ...open } = ext ?? {};
  // Only what a bidder of OpenRTB 2.5 looks for stands there, put there by the conversion.
  const rewarded = prebid?.is_rewarded_inventory;
  const kept = rewarded === undefined ? open : { ...open, prebid: { is_rewarded_inventory: rewarded } };
  return { imp: JSON.stringify(rest), ext: JSON.stringify(kept) };
}

function withParams({ imp, ext }: ImpText, params: OpenObject | undefined): string {
  if (params === undefined) return ext === '{}' ? imp : `${imp.slice(0, -1)},"ext":${ext}}`;
  const bidder = `"bidder":${JSON.stringify(params)}`;
  const spliced = ext === '{}' ? `{${bidder}}` : `${ext.slice(0, -1)},${bidder}}`;
  return `${imp.slice(0, -1)},"ext":${spliced}}`;
}
