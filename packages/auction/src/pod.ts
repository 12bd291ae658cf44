import type { ImpFor } from '@jianchat/policy';

/** A whole break that one imp asks for (OpenRTB 2.6, section 7.6: the dynamic portion of a pod). */
export interface Pod {
  /** Seconds of all ads together; Infinity where only their number is limited. */
  readonly secondsMax: number;
  readonly adsMax: number;
}

/** No break holds more, whatever is asked for. */
const ADS_MAX = 20;
/** The break that an imp asks for as a whole; undefined for one ad. @param shares whether its `podid` stands on other imps, too */
export function podOf(
  { video, audio }: Pick<ImpFor<'adDelivery'>, 'video' | 'audio'>,
  shares: boolean,
): Pod | undefined {
  const player = video ?? audio;
  const ads = player?.maxseq ?? 0;
  const seconds = player?.poddur ?? 0;
  // Places that share a pod name its length, too, although each of them is for one ad.
  if (ads < 2 && (seconds <= 0 || shares)) return undefined;
  return {
    secondsMax: seconds > 0 ? seconds : Number.POSITIVE_INFINITY,
    adsMax: ads > 0 ? Math.min(ads, ADS_MAX) : ADS_MAX,
  };
}
