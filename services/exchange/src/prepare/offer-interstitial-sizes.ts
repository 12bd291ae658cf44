import { asObject, isObject, type JsonObject } from '../json-object.ts';
import { interstitialSizes } from './interstitial-sizes.ts';

export type ImpOutcome =
  | { readonly ok: true; readonly imp: JsonObject }
  | { readonly ok: false; readonly message: string };

/**
 * A full-screen banner that asks for it (`device.ext.prebid.interstitial`) is offered in all sizes between the share of the
 * largest one it names and that one; a largest of 1×1 stands for the screen.
 */
export function offerInterstitialSizes(imp: JsonObject, device: unknown): ImpOutcome {
  const rule = asObject(asObject(asObject(device)['ext'])['prebid'])['interstitial'];
  const banner = imp['banner'];
  if (!isObject(rule)) return { ok: true, imp };
  const [minW, minH] = [rule['minwidthperc'], rule['minheightperc']];
  if (!isShare(minW) || !isShare(minH))
    return {
      ok: false,
      message: `request.device.ext.prebid.interstitial.${wrongOf(minW, minH)} must be a number between 0 and 100`,
    };
  if (!isOn(imp['instl']) || typeof banner !== 'object' || banner === null) return { ok: true, imp };
  const formats = asObject(banner)['format'];
  const largest = asObject(Array.isArray(formats) ? formats[0] : undefined);
  const named = { w: pixels(largest['w']), h: pixels(largest['h']) };
  const screen = asObject(device);
  const most = named.w < 2 && named.h < 2 ? { w: pixels(screen['w']), h: pixels(screen['h']) } : named;
  const least = { w: Math.floor((most.w * minW) / 100), h: Math.floor((most.h * minH) / 100) };
  const format = interstitialSizes(least, most);
  if (format.length > 0) return { ok: true, imp: { ...imp, banner: { ...banner, format } } };
  const id = typeof imp['id'] === 'string' ? imp['id'].slice(0, 64) : '';
  return {
    ok: false,
    message: `Unable to set interstitial size list for Imp id=${id} (No valid sizes between ${least.w}x${least.h} and ${most.w}x${most.h})`,
  };
}

const isOn = (value: unknown): boolean => value === 1 || value === true || value === '1' || value === 'true';
const isShare = (percent: unknown): percent is number =>
  typeof percent === 'number' && percent >= 0 && percent <= 100;
/** What is there and no share comes before what is not there. */
const wrongOf = (minW: unknown, minH: unknown): string =>
  isShare(minW) || (minW === undefined && minH !== undefined && !isShare(minH))
    ? 'minheightperc'
    : 'minwidthperc';
const pixels = (value: unknown): number => (typeof value === 'number' && value > 0 ? Math.floor(value) : 0);
