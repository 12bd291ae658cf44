import type { IncomingMessage } from 'node:http';

type Asked = Pick<IncomingMessage, 'headers'> & {
  readonly socket: { readonly remoteAddress?: string | undefined };
};

/** What a proxy that forwards a request writes into it. */
const PROXY_HEADERS = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'] as const;

/**
 * The address of the person's device, undefined where it isn't known. With a trusted proxy the last entry of
 * X-Forwarded-For is what the proxy saw; all before it is the client's word. Without one a request that was forwarded
 * comes from the proxy: its place is not the person's, and must not decide by which law the person is treated.
 */
export function clientIp({ headers, socket }: Asked, trustForwardedFor: boolean): string | undefined {
  const forwarded = trustForwardedFor ? headers['x-forwarded-for'] : undefined;
  const list = Array.isArray(forwarded) ? forwarded.at(-1) : forwarded;
  if (list !== undefined) return unmapped(list.slice(list.lastIndexOf(',') + 1).trim());
  const isForwarded = PROXY_HEADERS.some((name) => headers[name] !== undefined);
  return isForwarded && !trustForwardedFor ? undefined : unmapped(socket.remoteAddress);
}

function unmapped(address: string | undefined): string | undefined {
  return address?.startsWith('::ffff:') ? address.slice(7) : address;
}
