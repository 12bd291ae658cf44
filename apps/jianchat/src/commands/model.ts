import { join } from 'node:path';
import { decodeModel, type Model, type ModelReport, reportModel } from '@jianchat/effectiveness';
import { type Command, InvalidArgumentError } from 'commander';
import { openModelStore } from '../compose/model-file.ts';
import { PlatformFault } from '../compose/platform-fault.ts';
import { evaluateModel } from '../effectiveness/evaluate-model.ts';
import { evaluationText, reportText } from '../effectiveness/model-text.ts';
import { currentPolicy, versionPlace } from '../policy-versions/find-version.ts';
import { projectPath } from '../settings/read-settings.ts';
import { commandSettings } from './command-context.ts';

const AUCTIONS_DEFAULT = 10_000;

/** `model`: what was learned of how often ads are clicked and bought after, and how well it holds. */
export function addModelCommand(program: Command): void {
  const model = program
    .command('model')
    .description('what was learned of which ads are clicked where, and what follows');
  model
    .command('report')
    .description(
      'how well clicks and conversions were predicted before they were learned from: calibration by bins, log loss, lift',
    )
    .option('--json', 'prints the report as JSON')
    .addHelpText('after', EXIT_CODES)
    .action(printReport);
  model
    .command('evaluate')
    .description(
      'replays recorded auctions: how good the estimates were that decided them, and what other choices would have earned',
    )
    .option('--auctions <count>', 'the newest auctions to look at', readCount, AUCTIONS_DEFAULT)
    .option('--json', 'prints the evaluation as JSON')
    .addHelpText('after', EXIT_CODES)
    .action(printEvaluation);
}

const EXIT_CODES = `
Exit codes: 0 printed, 1 there is no model, or none that this release can read, 2 usage.`;

async function printReport(flags: { json?: true }): Promise<void> {
  const report: ModelReport = reportModel(await readModel());
  process.stdout.write(flags.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
}

async function printEvaluation(flags: { auctions: number; json?: true }): Promise<void> {
  const settings = commandSettings();
  const evaluation = await evaluateModel({
    model: await readModel(),
    logPath: join(projectPath(settings.JIANCHAT_DATA), 'log'),
    policy: currentPolicy(versionPlace(settings)),
    auctionsMax: flags.auctions,
    // The platform, which runs this beside itself, listens.
    onProgress: process.send && ((share) => process.send?.(share)),
  });
  process.stdout.write(flags.json ? `${JSON.stringify(evaluation, null, 2)}\n` : evaluationText(evaluation));
}

async function readModel(): Promise<Model> {
  const bytes = await openModelStore(projectPath(commandSettings().JIANCHAT_DATA)).read();
  if (bytes === undefined)
    throw new PlatformFault(
      'model.none',
      'nothing was learned yet: ads sold directly are learned from ten minutes after they were shown, where the policy in force lets them be',
    );
  const reading = decodeModel(bytes);
  if (!reading.ok) throw new PlatformFault(reading.fault, 'the model can not be read by this release');
  return reading.model;
}

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('a whole number is needed');
  return count;
}
