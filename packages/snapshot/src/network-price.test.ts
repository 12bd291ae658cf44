import { describe, expect, it } from 'vitest';
import { networkPrice, realisedPrices } from './network-price.ts';

const sum = (country: string, impressions: number, earnedMicros: number) => ({
  ...{ placement: 'top', network: 'acme', country },
  ...{ impressions, earnedMicros },
});

describe('what networks have really paid', () => {
  it('is told where enough was reported, by country and of all countries together', () => {
    const sums = [sum('DE', 2_000, 6_000_000), sum('FR', 900, 900_000), sum('', 100, 100_000)];
    expect(realisedPrices(sums)).toEqual({
      top: { acme: { ecpmMicros: 2_333_333, byCountry: { DE: 3_000_000 } } },
    });
    expect(realisedPrices([sum('DE', 999, 999_000_000)])).toEqual({});
  });

  it('stands for the price, the narrower before the wider and what was reported before what was entered', () => {
    const network = { ecpmMicros: 10, ecpmByFormat: { video: 20 }, ecpmByCountry: { FR: 30, DE: 40 } };
    const realised = { ecpmMicros: 50, byCountry: { DE: 60 } };
    const price = (country: string, known = true) =>
      networkPrice(network, known ? realised : undefined, { country, format: 'video' });
    expect(price('DE')).toEqual({ ecpmMicros: 60, basis: 'reports' });
    expect(price('FR')).toEqual({ ecpmMicros: 30, basis: 'entered' });
    expect(price('AT')).toEqual({ ecpmMicros: 50, basis: 'reports' });
    expect(price('AT', false)).toEqual({ ecpmMicros: 20, basis: 'entered' });
    expect(price('DE', false)).toEqual({ ecpmMicros: 40, basis: 'entered' });
  });
});
