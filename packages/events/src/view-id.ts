import { type ClaimsRow, fromRow, toRow } from './claims-row.ts';
import type { SeenAs } from './conversion.ts';
import type { EventClaims } from './event-claims.ts';
import { createSealedTexts } from './sealed-text.ts';

/** An ad that was seen and whose conversions may be attributed to that. */
export interface View {
  readonly claims: EventClaims;
  readonly atMs: number;
  readonly seenAs: SeenAs;
}

export type ViewFault = 'view.malformed' | 'view.forged' | 'view.expired' | 'view.early';

export type ViewReading =
  | { readonly ok: true; readonly view: View }
  | { readonly ok: false; readonly fault: ViewFault };

export interface ViewIds {
  /** The id that whoever shows the ad is told; undefined where no conversions are attributed to this kind of view of it. */
  write(view: View): string | undefined;
  /** Any text is safe to pass. */
  read(text: string, nowMs: number): ViewReading;
}

const VERSION = 1;
const HOUR_MS = 3_600_000;
const CLOCK_DIFFERENCE_MS = 60_000;

/**
 * Ids that the browser, page or app keeps that showed an ad, sealed as those of clicks are (`click-id.ts`). It alone remembers what was seen:
 * nothing of it is stored here.
 * @param key at least 32 secret bytes, the one of event tokens
 */
export function createViewIds(key: Uint8Array): ViewIds {
  const texts = createSealedTexts(key, 'view-id');
  return {
    write({ claims, atMs, seenAs }) {
      if (!isAttributed(claims, seenAs)) return undefined;
      const row: ViewRow = [VERSION, atMs, toRow({ ...claims, clickUrl: '' }), seenAs];
      return texts.seal(JSON.stringify(row));
    },
    read(text, nowMs) {
      const opened = texts.open(text);
      if (typeof opened === 'string') return { ok: false, fault: `view.${opened}` };
      const [, atMs, row, seenAs] = JSON.parse(opened.plain) as ViewRow;
      const claims = fromRow(row);
      if (nowMs < atMs - CLOCK_DIFFERENCE_MS) return { ok: false, fault: 'view.early' };
      if (nowMs > atMs + (claims.conversion?.viewHours ?? 0) * HOUR_MS)
        return { ok: false, fault: 'view.expired' };
      return { ok: true, view: { claims, atMs, seenAs } };
    },
  };
}

/** Whether conversions may be attributed to a view of that kind. */
export const isAttributed = (
  { conversion: terms }: Pick<EventClaims, 'conversion'>,
  seenAs: SeenAs,
): boolean => terms?.viewHours !== undefined && (seenAs === 'viewable' || terms.viewableOnly !== true);

type ViewRow = readonly [version: typeof VERSION, atMs: number, claims: ClaimsRow, seenAs: SeenAs];
