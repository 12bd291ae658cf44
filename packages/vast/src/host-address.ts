/** Whether a URL's host is an address and no name, or the machine itself: nothing public is served there under its own name. */
export const isHostAddress = (hostname: string): boolean =>
  hostname.startsWith('[') || /^[\d.]+$/.test(hostname) || hostname === 'localhost';
