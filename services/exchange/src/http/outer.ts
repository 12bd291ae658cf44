import type { IncomingMessage } from 'node:http';
import type { Outer } from '../stages/parse.ts';
import { clientIp } from './client-ip.ts';

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
