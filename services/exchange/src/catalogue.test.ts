import { createOpenRtbDemand } from '@jianchat/demand-openrtb';
import { expect, it } from 'vitest';
import { buildCatalogue } from './catalogue.ts';
import { projectPolicy, snapshotOf } from './testing/exchange-rig.ts';

it('a bidder that is silent about where it buys buys where its adapter says', async () => {
  const demand = createOpenRtbDemand();
  const contract = 'openrtb-contextual';
  const site = { site: { mediaTypes: ['banner'] } };
  const snapshot = snapshotOf({
    bidders: [
      { id: 'apps', adapter: 'vungle', contract },
      { id: 'said', adapter: 'vungle', contract, capabilities: site },
      { id: 'plain', endpoint: 'https://dsp.example/bid', contract },
    ],
  });
  const { bidders } = buildCatalogue(snapshot, { policy: await projectPolicy(), demand: [demand] });
  const capabilities = (id: string) => bidders.get(id)?.bidder.capabilities;
  expect(capabilities('apps')).toEqual({ app: { mediaTypes: ['video'] }, site: { mediaTypes: ['video'] } });
  expect(capabilities('said')).toEqual(site);
  expect(capabilities('plain')).toBeUndefined();
  await demand.close();
});
