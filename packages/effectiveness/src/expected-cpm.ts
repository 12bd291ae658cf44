/** Chances travel and are recorded as parts per billion, so that a record says exactly what was decided by. */
export const PPB = 1_000_000_000;

export const ppbOf = (chance: number): number => Math.round(Math.min(Math.max(chance, 0), 1) * PPB);

/**
 * What a thousand impressions are worth to a line item that pays per click or per conversion: eCPM = chance × bid × 1,000.
 * @param chancePpb chance per impression, in parts per billion
 * @param bidMicros what is paid per click or conversion
 * @returns whole micros of the bid's currency, at most `Number.MAX_SAFE_INTEGER`
 */
export function expectedCpmMicros({
  chancePpb,
  bidMicros,
}: {
  chancePpb: number;
  bidMicros: number;
}): number {
  const micros = Math.round(bidMicros * (chancePpb / 1_000_000));
  return Math.min(Math.max(micros, 0), Number.MAX_SAFE_INTEGER) || 0;
}
