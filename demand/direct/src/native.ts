import { type ImpView, INVALID_CREATIVE, WRONG_FORMAT } from '@jianchat/auction';
import {
  fillAssets,
  type NativeAd,
  type NativeRequest,
  readNativeRequest,
  writeNative,
} from '@jianchat/native';
import type { CreativeInput } from '@jianchat/snapshot';
import { renderXml, vastVersionFor, writeInline } from '@jianchat/vast';
import type { CreativeFit, ReadyCreative } from './creative-fit.ts';

export type NativeCreative = Extract<CreativeInput, { kind: 'native' }>;

/** Parts that are laid into the assets a place asks for. */
export function readyNative(creative: NativeCreative): ReadyCreative {
  const { title, images, data, video, privacyUrl } = creative;
  const ad: NativeAd = {
    title,
    images,
    data,
    ...(video && { video: (asset) => vastFor(creative, asset) }),
    ...(privacyUrl !== undefined && { privacyUrl }),
  };
  return {
    creative,
    format: 'native',
    shapes: ['native'],
    fit(imp): CreativeFit {
      const request = nativeRequestOf(imp);
      if (request === undefined) return { ok: false, reason: WRONG_FORMAT };
      const assets = fillAssets(ad, request);
      if (assets === undefined) return { ok: false, reason: INVALID_CREATIVE };
      return {
        ok: true,
        bid: {},
        size: '',
        render: (urls) =>
          writeNative(assets, {
            ad,
            request,
            urls: { impression: urls.impression, click: urls.click, viewable: urls.report('viewable') },
          }),
      };
    },
  };
}

/** Read once per imp, however many creatives are held against it. */
const REQUESTS = new WeakMap<object, { readonly request: NativeRequest | undefined }>();

function nativeRequestOf({ imp }: ImpView): NativeRequest | undefined {
  const known = REQUESTS.get(imp);
  if (known !== undefined) return known.request;
  const request = imp.native?.request === undefined ? undefined : readNativeRequest(imp.native.request);
  REQUESTS.set(imp, { request });
  return request;
}

/** The video of a native ad: no reports of its own, because the ad around it reports. */
function vastFor(
  { id, title, video }: NativeCreative,
  asset: Parameters<NonNullable<NativeAd['video']>>[0],
): string | undefined {
  if (video === undefined) return undefined;
  const { durationSec } = video;
  if (durationSec < asset.minDuration || durationSec > asset.maxDuration) return undefined;
  const version = vastVersionFor(asset.protocols, 'inline');
  const files = video.files.filter(({ mime }) => asset.mimes.length === 0 || asset.mimes.includes(mime));
  if (version === undefined || files.length === 0) return undefined;
  return renderXml(writeInline({ id, title, durationSec, files }, version), (name) =>
    name === 'display' ? id : '',
  );
}
