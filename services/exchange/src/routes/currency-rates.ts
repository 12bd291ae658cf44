import { json, NO_SNAPSHOT, type Route, text } from './route.ts';

/**
 * `GET /currency/rates`: where rates come from, how old they are, and the rates in use. For who runs the host, as Prebid Server's admin
 * port is: with the host's key. An address would not do: behind a proxy on this host everybody comes from it.
 */
export const currencyRatesRoute: Route = {
  name: 'currency-rates',
  path: '/currency/rates',
  methods: ['GET'],
  pagesMayRead: false,
  answer({ startedMs, headers }, means) {
    if (!means.isHost(headers))
      return {
        ...text(
          401,
          'rates are told to who runs this host: Authorization: Bearer KEY, of `jianchat key host`',
        ),
        headers: { 'www-authenticate': 'Bearer' },
      };
    const ground = means.ground(startedMs);
    return ground === undefined ? NO_SNAPSHOT : json(ground.parts.rates.document(startedMs));
  },
};
