import { type ClaimsRow, fromRow, toRow } from './claims-row.ts';
import type { EventClaims } from './event-claims.ts';
import { createSealedTexts } from './sealed-text.ts';

/** A click whose conversions are collected: what was agreed of its ad, and when it was clicked. */
export interface Click {
  readonly claims: EventClaims;
  readonly atMs: number;
}

export type ClickFault = 'click.malformed' | 'click.forged' | 'click.expired' | 'click.early';

export type ClickReading =
  | { readonly ok: true; readonly click: Click }
  | { readonly ok: false; readonly fault: ClickFault };

export interface ClickIds {
  /** The id that a click's landing page is told; undefined where no conversions of the ad are collected. */
  write(click: Click): string | undefined;
  /** Any text is safe to pass. */
  read(text: string, nowMs: number): ClickReading;
}

const VERSION = 1;
const HOUR_MS = 3_600_000;
const CLOCK_DIFFERENCE_MS = 60_000;

/**
 * Ids that landing pages carry and advertisers hand back. They are sealed, not only signed: an advertiser must not read in them what the media
 * earns, nor by which signals it was decided. The same click has the same id.
 * @param key at least 32 secret bytes, the one of event tokens
 */
export function createClickIds(key: Uint8Array): ClickIds {
  const texts = createSealedTexts(key, 'click-id');
  return {
    write({ claims, atMs }) {
      if (claims.conversion === undefined) return undefined;
      const row: ClickRow = [VERSION, atMs, toRow({ ...claims, clickUrl: '' })];
      return texts.seal(JSON.stringify(row));
    },
    read(text, nowMs) {
      const opened = texts.open(text);
      if (typeof opened === 'string') return { ok: false, fault: `click.${opened}` };
      const [, atMs, row] = JSON.parse(opened.plain) as ClickRow;
      const claims = fromRow(row);
      if (nowMs < atMs - CLOCK_DIFFERENCE_MS) return { ok: false, fault: 'click.early' };
      if (nowMs > atMs + (claims.conversion?.withinHours ?? 0) * HOUR_MS)
        return { ok: false, fault: 'click.expired' };
      return { ok: true, click: { claims, atMs } };
    },
  };
}

type ClickRow = readonly [version: typeof VERSION, atMs: number, claims: ClaimsRow];
