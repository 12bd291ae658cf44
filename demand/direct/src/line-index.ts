import {
  type CompiledTargeting,
  compileTargeting,
  indexTargetings,
  type TraitIndex,
} from '@jianchat/auction';
import type { Snapshot, SnapshotLineItem, TraitName } from '@jianchat/snapshot';
import type { ReadyCreative } from './creative-fit.ts';
import { readyCreative } from './ready-creative.ts';

/** A creative of a line item, ready to be offered. */
export interface Entry {
  readonly line: SnapshotLineItem;
  readonly targeting: CompiledTargeting;
  readonly ready: ReadyCreative;
}

/** Entries of one place and shape, the dearest first, and which of them a request may meet. */
export interface EntryList {
  readonly entries: readonly Entry[];
  readonly index: TraitIndex;
}

/**
 * Entries by where they may run and what shape they have: a request looks at three lists per shape instead of at every
 * line item, and of each list at those only whose targeting it may meet.
 */
export interface LineIndex {
  /** @param shape one of `ReadyCreative.shapes` */
  lists(options: { placement: string; media: string; shape: string }): readonly EntryList[];
}

export function indexLines(snapshot: Snapshot): LineIndex {
  const found = new Map<string, { scope: Scope; entries: Entry[] }>();
  for (const line of snapshot.lineItems) {
    const targeting = compileTargeting(line.targeting);
    for (const creative of line.creatives) {
      const entry: Entry = { line, targeting, ready: readyCreative(creative) };
      for (const scope of scopesOf(targeting))
        for (const shape of entry.ready.shapes) {
          const key = `${scope.key}|${shape}`;
          const list = found.get(key);
          if (list) list.entries.push(entry);
          else found.set(key, { scope, entries: [entry] });
        }
    }
  }
  const byKey = new Map(Array.from(found, ([key, { scope, entries }]) => [key, listOf(entries, scope)]));
  return {
    lists({ placement, media, shape }) {
      const keys = [`*|${shape}`];
      if (media !== '') keys.push(`m ${media}|${shape}`);
      if (placement !== '') keys.push(`p ${placement}|${shape}`);
      return keys.flatMap((key) => byKey.get(key) ?? []);
    },
  };
}

function listOf(entries: Entry[], { known }: Scope): EntryList {
  entries.sort((a, b) => b.line.priceCpmMicros - a.line.priceCpmMicros);
  return {
    entries,
    index: indexTargetings(
      entries.map(({ targeting }) => targeting),
      known,
    ),
  };
}

interface Scope {
  readonly key: string;
  /** The trait that whoever looks there has. */
  readonly known?: TraitName;
}

/** Where a line item is listed: by its narrowest targeting. The wider one is checked per request. */
function scopesOf({ conditions }: CompiledTargeting): readonly Scope[] {
  const placements = conditions.get('placement');
  if (placements !== undefined)
    return Array.from(placements, (id): Scope => ({ key: `p ${id}`, known: 'placement' }));
  const media = conditions.get('media');
  if (media !== undefined) return Array.from(media, (id): Scope => ({ key: `m ${id}`, known: 'media' }));
  return [{ key: '*' }];
}
