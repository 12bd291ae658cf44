import type { AdUrls } from '@jianchat/auction';
import type { Snapshot, SnapshotLineItem } from '@jianchat/snapshot';
import { type BannerCreative, compileBanner } from './banner.ts';
import type { VideoCreative } from './vast.ts';

/** A creative of a line item, ready to be offered. */
export type Entry =
  | {
      readonly kind: 'banner';
      readonly line: SnapshotLineItem;
      readonly creative: BannerCreative;
      readonly render: (urls: AdUrls) => string;
    }
  | { readonly kind: 'video'; readonly line: SnapshotLineItem; readonly creative: VideoCreative };

/**
 * Entries by where they may run and what shape they have, the dearest first: a request looks at three short lists per
 * shape instead of at every line item.
 */
export interface LineIndex {
  /** @param shape `WxH` of a banner, or 'video' */
  lists(options: { placement: string; media: string; shape: string }): readonly (readonly Entry[])[];
}

export function indexLines(snapshot: Snapshot): LineIndex {
  const byKey = new Map<string, Entry[]>();
  for (const line of snapshot.lineItems) {
    for (const creative of line.creatives) {
      const entry: Entry =
        creative.kind === 'banner'
          ? { kind: 'banner', line, creative, render: compileBanner(creative) }
          : { kind: 'video', line, creative };
      const shape = creative.kind === 'banner' ? `${creative.w}x${creative.h}` : 'video';
      for (const scope of scopesOf(line)) addTo(byKey, `${scope}|${shape}`, entry);
    }
  }
  for (const entries of byKey.values()) entries.sort((a, b) => b.line.priceCpmMicros - a.line.priceCpmMicros);
  return {
    lists({ placement, media, shape }) {
      const found: (readonly Entry[])[] = [];
      const everywhere = byKey.get(`*|${shape}`);
      if (everywhere) found.push(everywhere);
      const ofMedia = media === '' ? undefined : byKey.get(`m ${media}|${shape}`);
      if (ofMedia) found.push(ofMedia);
      const ofPlacement = placement === '' ? undefined : byKey.get(`p ${placement}|${shape}`);
      if (ofPlacement) found.push(ofPlacement);
      return found;
    },
  };
}

/** Where a line item is listed: by its narrowest targeting. The wider one is checked per request. */
function scopesOf(line: SnapshotLineItem): readonly string[] {
  const { placements, media } = line.targeting;
  if (placements !== undefined) return placements.map((id) => `p ${id}`);
  if (media !== undefined) return media.map((id) => `m ${id}`);
  return ['*'];
}

function addTo(lists: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = lists.get(key);
  if (list) list.push(entry);
  else lists.set(key, [entry]);
}
