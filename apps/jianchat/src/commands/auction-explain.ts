import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createExplorationPurse, createLearnGate, createServing, decodeModel } from '@jianchat/effectiveness';
import { openLmdbHot } from '@jianchat/hot/lmdb';
import type { CompiledPolicy } from '@jianchat/policy';
import type { Snapshot } from '@jianchat/snapshot';
import { type Command, InvalidArgumentError } from 'commander';
import { openModelStore } from '../compose/model-file.ts';
import { PlatformFault } from '../compose/platform-fault.ts';
import { dryAuctionText } from '../dry-run/dry-auction-text.ts';
import { holdDryAuction } from '../dry-run/hold-dry-auction.ts';
import { adsOf, createExpectedValue } from '../effectiveness/expected-value.ts';
import { openCountryLookup } from '../front/ip-country.ts';
import { askedAnewUnder, currentPolicy, versionPlace } from '../policy-versions/find-version.ts';
import { projectPath } from '../settings/read-settings.ts';
import { openSnapshotFile } from '../snapshots/snapshot-file.ts';
import { commandSettings } from './command-context.ts';
import { readRequest } from './read-request.ts';

interface Flags {
  readonly request: string;
  readonly ip?: string;
  readonly gpc?: true;
  readonly dnt?: true;
  readonly at?: number;
  readonly json?: true;
}

/** `auction explain`: why a line item does or does not win a request, without a trace of it. */
export function addAuctionCommand(program: Command): void {
  const auction = program.command('auction').description('how direct line items compete for a request');
  auction
    .command('explain')
    .description(
      'says for one ad request which line items could have it, where each stands, and why it does not win',
    )
    .requiredOption('--request <file>', 'an OpenRTB request as JSON; - reads standard input')
    .option('--ip <address>', 'the address it came from, where the request names none')
    .option('--gpc', 'the request came with the header Sec-GPC: 1')
    .option('--dnt', 'the request came with the header DNT: 1')
    .option('--at <time>', 'as at this time (ISO 8601)', readTime)
    .option('--json', 'prints the auction as JSON')
    .addHelpText('after', NOTES)
    .action(explain);
}

const NOTES = `
It reads the configuration that was published last, and what was spent and delivered, beside a running platform or
without one. Bidders are not asked, nobody is recognised, and nothing is written, counted or leased.

Exit codes: 0 explained, 1 there is no configuration, or the exchange refuses the request, 2 usage.`;

async function explain(flags: Flags): Promise<void> {
  const request = await readRequest(flags.request);
  const settings = commandSettings();
  const place = versionPlace(settings);
  const dataFolder = projectPath(settings.JIANCHAT_DATA);
  const policy = currentPolicy(place);
  const snapshot = readSnapshot(dataFolder);
  const expectedValue = await expectedUnder(policy, { snapshot, dataFolder });
  const hot = openLmdbHot({ path: join(dataFolder, 'hot') });
  try {
    const held = await holdDryAuction(request, {
      means: {
        policy,
        askedAnew: askedAnewUnder(policy, place),
        snapshot,
        hot,
        expectedValue,
        lookUpCountry: await openCountryLookup(),
        nowMs: flags.at ?? Date.now(),
      },
      outer: {
        ip: flags.ip,
        userAgent: undefined,
        referer: undefined,
        secGpc: flags.gpc === true,
        dnt: flags.dnt === true,
      },
    });
    if (!held.ok)
      throw new PlatformFault('request.refused', `no auction was held: ${held.status} ${held.body}`);
    process.stdout.write(flags.json ? `${JSON.stringify(held, null, 2)}\n` : dryAuctionText(held));
  } finally {
    await hot.close();
  }
}

function readSnapshot(dataFolder: string): Snapshot {
  const folder = join(dataFolder, 'snapshot');
  // Opening one that is not there would make it.
  const file = existsSync(folder) ? openSnapshotFile(folder) : undefined;
  file?.close();
  const snapshot = file?.current();
  if (snapshot === undefined)
    throw new PlatformFault('snapshot.none', 'no configuration was published yet: start the platform once');
  return snapshot;
}

async function expectedUnder(
  policy: CompiledPolicy,
  { snapshot, dataFolder }: { snapshot: Snapshot; dataFolder: string },
) {
  const purse = createExplorationPurse({ budgetBps: commandSettings().JIANCHAT_EXPLORE_BUDGET_BPS });
  const serving = createServing({
    exploration: purse,
    gate: createLearnGate({ ofVersion: () => policy, inForce: () => policy }),
  });
  serving.takeAds(adsOf(snapshot));
  const bytes = await openModelStore(dataFolder).read();
  const reading = bytes === undefined ? undefined : decodeModel(bytes);
  if (reading?.ok) serving.takeModel(reading.model);
  return createExpectedValue(serving, purse);
}

function readTime(text: string): number {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new InvalidArgumentError('a time such as 2026-11-26T12:00:00Z is needed');
  return ms;
}
