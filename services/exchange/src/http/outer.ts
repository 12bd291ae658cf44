import type { IncomingMessage } from 'node:http';
import { clientIp } from './client-ip.ts';

/** What the HTTP request said beside its body. */
export interface Outer {
  /** Address of the client where it is known. */
  readonly ip: string | undefined;
  readonly userAgent: string | undefined;
  readonly referer: string | undefined;
  readonly secGpc: boolean;
  readonly dnt: boolean;
  /** Header `Cookie`; only the cookie `uids` is ever looked for in it. */
  readonly cookie?: string | undefined;
}

/** What an HTTP request says of the person beside its body and its URL. */
export function readOuter(req: IncomingMessage, trustForwardedFor: boolean): Outer {
  return {
    ip: clientIp(req, trustForwardedFor),
    userAgent: req.headers['user-agent'],
    referer: req.headers.referer,
    secGpc: isOn(req.headers['sec-gpc']),
    dnt: isOn(req.headers['dnt']),
    cookie: req.headers.cookie,
  };
}

/** A header that came twice, as through a proxy that adds its own, arrives as a list; one refusal is enough. */
function isOn(header: string | string[] | undefined): boolean {
  return (
    header !== undefined &&
    String(header)
      .split(',')
      .some((value) => value.trim() === '1')
  );
}
