import type { ImpView, Offer } from '@jianchat/auction';
import type { AdFormat } from '@jianchat/events';
import type { CreativeInput } from '@jianchat/snapshot';
import { readyBanner } from './banner.ts';
import type { ReadyCreative } from './creative-fit.ts';
import { readyNative } from './native.ts';
import { readyTimed } from './timed.ts';

/** OpenRTB 2.6 `bid.mtype` of each format. */
const MTYPE: Readonly<Record<AdFormat, number>> = { banner: 1, video: 2, audio: 3, native: 4 };

export function readyCreative(creative: CreativeInput): ReadyCreative {
  switch (creative.kind) {
    case 'banner':
      return readyBanner(creative);
    case 'video':
    case 'audio':
      return readyTimed(creative);
    case 'native':
      return readyNative(creative);
  }
}

/** Shapes that an imp asks for. `banner` stands for every banner: sizes are then looked at one by one. */
export function shapesOf({ sizes, imp, room }: ImpView): readonly string[] {
  const anySize = room !== undefined || imp.banner?.format?.some(({ wratio, hratio }) => wratio && hratio);
  return [
    ...(anySize ? ['banner'] : sizes),
    ...(imp.video ? ['video'] : []),
    ...(imp.audio ? ['audio'] : []),
    ...(imp.native ? ['native'] : []),
  ];
}

/** What every bid says of its creative, whatever it is made of. */
export function bidOfCreative({
  creative,
  format,
}: ReadyCreative): Pick<
  Offer['bid'],
  'adomain' | 'crid' | 'cat' | 'cattax' | 'attr' | 'language' | 'bundle' | 'mtype'
> {
  const { id, advertiserDomains, categories, categoryTaxonomy, attributes, language, bundle } = creative;
  return {
    adomain: advertiserDomains,
    crid: id,
    mtype: MTYPE[format],
    ...(categories && { cat: categories, cattax: categoryTaxonomy ?? 1 }),
    ...(attributes && { attr: attributes }),
    ...(language !== undefined && { language }),
    ...(bundle !== undefined && { bundle }),
  };
}
