/**
 * Whether a request that a browser's cookie vouches for was made by our own pages. A browser says where a request
 * comes from in `Sec-Fetch-Site` and, for everything that changes something, in `Origin`; a request with neither is
 * none of a current browser, and has no business carrying a cookie.
 */
export function isSameOrigin(
  headers: {
    readonly origin?: string | undefined;
    readonly 'sec-fetch-site'?: string | string[] | undefined;
  },
  publicOrigin: string,
): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin === publicOrigin;
}

/**
 * Whether a request for a public route that changes something may be taken: programs, which say nothing of where they
 * come from and carry no cookie, and our own pages.
 */
export function isSameOriginOrNoBrowser(
  headers: Parameters<typeof isSameOrigin>[0] & { readonly cookie?: string | undefined },
  publicOrigin: string,
): boolean {
  const browser =
    headers.origin !== undefined || headers['sec-fetch-site'] !== undefined || headers.cookie !== undefined;
  return !browser || isSameOrigin(headers, publicOrigin);
}
