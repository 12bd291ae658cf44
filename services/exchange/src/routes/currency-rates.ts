import { json, NO_SNAPSHOT, type Route } from './route.ts';

/** `GET /currency/rates`: where rates come from, how old they are, and the rates in use. */
export const currencyRatesRoute: Route = {
  name: 'currency-rates',
  path: '/currency/rates',
  methods: ['GET'],
  pagesMayRead: false,
  answer({ startedMs }, means) {
    const ground = means.ground(startedMs);
    return ground === undefined ? NO_SNAPSHOT : json(ground.parts.rates.document(startedMs));
  },
};
