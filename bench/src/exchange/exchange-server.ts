/* An exchange on loopback with a bidder at each of the addresses. Prints its own. `--cpu-prof` shows where its time goes. */
import { snapshotOf, startExchangeRig } from '../../../services/exchange/src/testing/exchange-rig.ts';
import { inventoryWith } from '../policy/european-auction.ts';

const addresses = process.argv.slice(2);
const { bidders, ...inventory } = inventoryWith(addresses.length, '');
const rig = await startExchangeRig({
  snapshot: snapshotOf({
    ...inventory,
    bidders: bidders.map((bidder, index) => ({ ...bidder, endpoint: addresses[index] })),
  }),
  lookUpCountry: () => 'BR',
});
process.stdout.write(`${rig.url}\n`);
process.on('SIGTERM', () => void rig.close().then(() => process.exit(0)));
