import type { Snapshot, SnapshotLineItem } from '@jianchat/snapshot';

/** Whether a media wants no ads of the line item's advertiser or of one of its labels. */
export type BlockedLines = (line: SnapshotLineItem, media: string) => boolean;

export function blockedLines({ media }: Pick<Snapshot, 'media'>): BlockedLines {
  const byMedia = new Map(
    media.flatMap(({ id, blocks: { advertisers, labels } }) =>
      advertisers === undefined && labels === undefined
        ? []
        : [[id, { advertisers: new Set(advertisers), labels: new Set<string>(labels) }] as const],
    ),
  );
  return (line, id) => {
    const blocks = byMedia.get(id);
    if (blocks === undefined) return false;
    return (
      blocks.advertisers.has(line.advertiser) || (line.labels ?? []).some((label) => blocks.labels.has(label))
    );
  };
}
