import { ImportFile } from '@jianchat/snapshot';
import { expect, it } from 'vitest';
import { regionFaults } from './region-faults.ts';

it('names each region that there is not, wherever it stands in the targeting', () => {
  const line = (id: string, where: object) => ({
    id,
    advertiser: 'a',
    priceCpmMicros: 1,
    targeting: { where },
  });
  const file = ImportFile.parse({
    lineItems: [
      line('good', { region: ['US-CA', 'CN-11'], not: { region: ['FR-IDF'] } }),
      line('bad', { any: [{ country: ['US'] }, { not: { region: ['US-CA', 'US-ZZ'] } }], region: ['DE-99'] }),
    ],
  });
  expect(regionFaults(file)).toEqual([
    {
      path: 'lineItems[1].targeting.where.region',
      code: 'region.unknown',
      message: 'ISO 3166-2 has no region DE-99',
    },
    {
      path: 'lineItems[1].targeting.where.any[1].not.region',
      code: 'region.unknown',
      message: 'ISO 3166-2 has no region US-ZZ',
    },
  ]);
});
