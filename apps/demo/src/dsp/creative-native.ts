/** What of a native request's asset decides the answer (OpenRTB Native Ads API 1.2, section 4.2). */
interface AssetRequest {
  readonly id?: unknown;
  readonly required?: unknown;
  readonly title?: { readonly len?: unknown };
  readonly img?: { readonly type?: unknown };
  readonly data?: { readonly type?: unknown };
}

const dataByType: ReadonlyMap<unknown, string> = new Map([
  [1, 'Demo Bikes'],
  [2, 'One week free. Ride to work, keep the change.'],
  [12, 'Get my bike'],
]);
const title = 'Your city, 20 km/h';

/**
 * Answers a native request with the assets it asks for, as the JSON string that stands in `adm`.
 * Undefined when the request is not readable or needs an asset this bidder does not have.
 */
export function nativeMarkup(
  nativeRequest: string,
  options: { clickUrl: string; imageUrl: string; impressionUrl: string },
): string | undefined {
  const assets = readAssets(nativeRequest);
  if (assets === undefined) return undefined;
  const answered: Record<string, unknown>[] = [];
  for (const asset of assets) {
    const answer = answerAsset(asset, options.imageUrl);
    if (answer !== undefined) answered.push({ id: asset.id, ...answer });
    else if (asset.required === 1) return undefined;
  }
  if (answered.length === 0) return undefined;
  return JSON.stringify({
    ver: '1.2',
    assets: answered,
    link: { url: options.clickUrl },
    eventtrackers: [{ event: 1, method: 1, url: options.impressionUrl }],
  });
}

function answerAsset(asset: AssetRequest, imageUrl: string): Record<string, unknown> | undefined {
  if (asset.title) {
    const room = typeof asset.title.len === 'number' ? asset.title.len : title.length;
    return room >= title.length ? { title: { text: title } } : undefined;
  }
  if (asset.img)
    return asset.img.type === 3 ? { img: { type: 3, url: imageUrl, w: 640, h: 360 } } : undefined;
  const value = dataByType.get(asset.data?.type);
  return value === undefined ? undefined : { data: { type: asset.data?.type, value } };
}

function readAssets(nativeRequest: string): readonly AssetRequest[] | undefined {
  try {
    const parsed: unknown = JSON.parse(nativeRequest);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    // Version 1.0 put everything below a `native` key; exchanges still send that.
    const body =
      'native' in parsed && typeof parsed.native === 'object' && parsed.native ? parsed.native : parsed;
    const assets: unknown = 'assets' in body ? body.assets : undefined;
    return Array.isArray(assets)
      ? assets.filter((asset) => typeof asset === 'object' && asset !== null)
      : undefined;
  } catch {
    return undefined;
  }
}
