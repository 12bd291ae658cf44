import { isIPv4 } from 'node:net';
import { json, NO_SNAPSHOT, type Route, text } from './route.ts';

/**
 * `GET /currency/rates`: where rates come from, how old they are, and the rates in use. For who runs the host, as Prebid Server's admin
 * port is: asked from the host itself, and not through a proxy that speaks for somebody else.
 */
export const currencyRatesRoute: Route = {
  name: 'currency-rates',
  path: '/currency/rates',
  methods: ['GET'],
  pagesMayRead: false,
  answer({ startedMs, outer }, means) {
    if (!isLoopback(outer.ip)) return text(403, 'rates are told on this host itself only');
    const ground = means.ground(startedMs);
    return ground === undefined ? NO_SNAPSHOT : json(ground.parts.rates.document(startedMs));
  },
};

/** An address that isn't known, as behind a proxy that nobody vouches for, is nobody's own. */
function isLoopback(ip: string | undefined): boolean {
  return ip === '::1' || (ip !== undefined && isIPv4(ip) && ip.startsWith('127.'));
}
