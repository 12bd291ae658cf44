import type { BidderInput } from '@jianchat/snapshot';
import type { Format } from './ask.ts';

export type Channel = 'app' | 'site' | 'dooh';

export interface FormatRules {
  /** Formats the bidder buys in this channel; undefined for every one. */
  readonly supported: readonly Format[] | undefined;
  /** The one format an imp of several is reduced to; undefined where it stays whole. */
  readonly preferred: Format | undefined;
}

/** Whether a bidder buys in this channel at all. What it does not say of itself it does not restrict. */
export function buysIn({ capabilities }: BidderInput, channel: Channel): boolean {
  return capabilities === undefined || capabilities[channel] !== undefined;
}

/** @param preferred what request or account prefer for this bidder */
export function formatRules(
  { capabilities, settings }: BidderInput,
  { channel, preferred }: { channel: Channel; preferred: Format | undefined },
): FormatRules {
  return {
    supported: capabilities?.[channel]?.mediaTypes,
    preferred: settings.singleFormat === true ? preferred : undefined,
  };
}

export interface AskedFormats {
  /** Undefined for all that the imp has; empty: the imp is not for this bidder. */
  readonly formats: readonly Format[] | undefined;
  /** Prebid Server's sentences. */
  readonly warnings: readonly string[];
}

const EVERYTHING: AskedFormats = { formats: undefined, warnings: [] };

/** The formats of an imp that one bidder is asked for. */
export function askedFormats(
  offered: readonly Format[],
  { rules: { supported, preferred }, index }: { rules: FormatRules; index: number },
): AskedFormats {
  const taken = supported === undefined ? offered : offered.filter((format) => supported.includes(format));
  const warnings = offered
    .filter((format) => !taken.includes(format))
    .map((format) => `request.imp[${index}] uses ${format}, but this bidder doesn't support it`);
  if (taken.length === 0) {
    warnings.push(`request.imp[${index}] has no supported MediaTypes. It will be ignored`);
    return { formats: [], warnings };
  }
  if (preferred === undefined || taken.length === 1)
    return taken.length === offered.length ? EVERYTHING : { formats: taken, warnings };
  if (taken.includes(preferred)) return { formats: [preferred], warnings };
  warnings.push(
    `Imp ${index} does not have a media type after filtering and has been removed from the request for this bidder.`,
  );
  return { formats: [], warnings };
}
