/* An exchange on loopback, measured from inside: `start` and `stop` by IPC tell the CPU of the auctions between them. */
import { snapshotOf, startExchangeRig } from '../../../services/exchange/src/testing/exchange-rig.ts';
import { inventoryWith } from './european-auction.ts';

const [bidders = '0', endpoint = ''] = process.argv.slice(2);
const rig = await startExchangeRig({
  snapshot: snapshotOf(inventoryWith(Number(bidders), endpoint)),
  lookUpCountry: () => 'DE',
});
const auctions = (): number =>
  (rig.counts.get('auction.filled') ?? 0) + (rig.counts.get('auction.unfilled') ?? 0);
let from = { cpu: process.cpuUsage(), auctions: 0 };

process.on('message', (message) => {
  if (message === 'start') from = { cpu: process.cpuUsage(), auctions: auctions() };
  if (message === 'stop') {
    const { user, system } = process.cpuUsage(from.cpu);
    process.send?.({ cpuMicros: user + system, auctions: auctions() - from.auctions });
  }
  if (message === 'end') void rig.close().then(() => process.exit(0));
});
process.send?.({ url: rig.url });
