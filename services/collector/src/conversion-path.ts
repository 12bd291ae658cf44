/** Where conversions are told: a pixel's GET and a server's POST. A browser hands views back below it, at `/conversion/ADVERTISER`. */
export const CONVERSION_PATH = '/conversion';

export const isConversionPath = (path: string): boolean =>
  path === CONVERSION_PATH ||
  path.startsWith(`${CONVERSION_PATH}?`) ||
  path.startsWith(`${CONVERSION_PATH}/`);
