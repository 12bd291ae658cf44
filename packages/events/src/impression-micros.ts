/**
 * What a display costs: a thousandth of its CPM for each impression that it stands for, rounded half up to a micro.
 * @param impressionsMilli impressions that it stands for, in thousandths
 */
export function impressionMicros(priceCpmMicros: number, impressionsMilli = 1000): number {
  if (impressionsMilli === 1000) return Math.floor((priceCpmMicros + 500) / 1000);
  // Both factors together may leave the range of safe integers.
  return Number((BigInt(priceCpmMicros) * BigInt(impressionsMilli) + 500_000n) / 1_000_000n);
}
