import { readDeliveries, readDelivery } from '@jianchat/control';
import { type Command, InvalidArgumentError } from 'commander';
import { PlatformFault } from '../compose/platform-fault.ts';
import { deliveriesText, deliveryText } from '../delivery/delivery-text.ts';
import { currentPolicy, versionPlace } from '../policy-versions/find-version.ts';
import { commandSettings } from './command-context.ts';
import { withRecords } from './with-records.ts';

interface Flags {
  readonly order?: string;
  readonly advertiser?: string;
  readonly archived?: true;
  readonly limit: number;
  readonly json?: true;
}

const LIMIT_DEFAULT = 1000;

/** `delivery`: what line items and deals delivered of what they are to deliver. */
export function addDeliveryCommand(program: Command): void {
  program
    .command('delivery')
    .description(
      'what line items, and deals with a goal, delivered of their goals and budgets, and where they end',
    )
    .argument('[id]', 'one line item, or a deal as deal:ID, with its days; default: all')
    .option('--order <id>', 'only line items of this order')
    .option('--advertiser <id>', 'only line items of this advertiser')
    .option('--archived', 'also line items that were archived')
    .option('--limit <count>', 'so many at most', readCount, LIMIT_DEFAULT)
    .option('--json', 'prints the delivery as JSON')
    .addHelpText('after', NOTES)
    .action(printDelivery);
}

const NOTES = `
Counts are those that money is charged by. What requests there were is not asked for here: a share of voice is
told by the console and by GET /api/delivery.

Exit codes: 0 printed, 1 nothing has that id, 2 usage.`;

async function printDelivery(id: string | undefined, flags: Flags): Promise<void> {
  const settings = commandSettings();
  const policy = currentPolicy(versionPlace(settings));
  const text = await withRecords(settings, async ({ records: { db } }) => {
    const means = { db, policy, nowMs: Date.now() };
    if (id === undefined) {
      const answer = await readDeliveries(means, flags);
      return flags.json ? json(answer) : deliveriesText(answer);
    }
    const answer = await readDelivery(means, id);
    if (answer === undefined) throw new PlatformFault('delivery.unknown', `nothing is booked as ${id}`);
    return flags.json ? json(answer) : deliveryText(answer);
  });
  process.stdout.write(text);
}

const json = (answer: unknown): string => `${JSON.stringify(answer, null, 2)}\n`;

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('a whole number is needed');
  return count;
}
