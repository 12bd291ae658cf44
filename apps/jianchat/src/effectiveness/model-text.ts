import type { ModelReport, Scores } from '@jianchat/effectiveness';
import { textTable } from '../explain/text-table.ts';
import type { GoalEvaluation, ModelEvaluation } from './evaluate-model.ts';

const percent = (share: number): string => `${(share * 100).toFixed(3)} %`;
const count = (value: number): string => String(Math.round(value));

/** A model's report as people read it in a terminal. */
export function reportText({ provenance, slots, slices }: ModelReport): string {
  const {
    impressions,
    clicks,
    followedClicks,
    conversions,
    trainedToMs,
    policyVersion,
    followedViews,
    viewConversions,
  } = provenance;
  const learned = textTable([
    ['learned from', `${impressions} displays, ${clicks} clicks`],
    ['and', `${followedClicks} clicks that conversions may follow, ${conversions} conversions`],
    ['and', `${followedViews} displays that they may follow without a click, ${viewConversions} conversions`],
    ['up to', trainedToMs > 0 ? new Date(trainedToMs).toISOString() : '–'],
    ['under', `version ${policyVersion} of the policy`],
    ['inputs', String(slots)],
  ]);
  const parts = slices.map(
    ({ goal, slice, corrected }) =>
      `\n${HEADS[goal]}, ${slice}\n${scoresText(corrected, RATES[goal])}${binsText(corrected, EXAMPLES[goal])}`,
  );
  return [learned, ...parts].join('');
}

const HEADS = {
  click: 'clicks of displays',
  conversion: 'conversions of clicks',
  viewConversion: 'conversions of displays without a click',
} as const;
const RATES = {
  click: 'click rate',
  conversion: 'conversion rate',
  viewConversion: 'conversion rate',
} as const;
const EXAMPLES = { click: 'displays', conversion: 'clicks', viewConversion: 'displays' } as const;

export function evaluationText({ auctions, decisions, goals }: ModelEvaluation): string {
  const head = textTable([
    ['auctions', String(auctions)],
    ['decided by estimates', String(decisions)],
  ]);
  if (decisions === 0) return `${head}\nno recorded auction was decided by an estimate\n`;
  return [head, ...goals.map(goalText)].join('');
}

function goalText({ goal, asDecided, estimates, policies }: GoalEvaluation): string {
  const replayed = textTable([
    ['choice', `${goal}s per decision`, '±', `${goal}s per ad shown`, 'matched', 'stands for'],
    ['as it was', percent(asDecided), '', '', '', ''],
    ...policies.map(({ policy, ips, error, snips, matched, effective }) => [
      policy,
      percent(ips),
      percent(error),
      percent(snips),
      String(matched),
      count(effective),
    ]),
  ]);
  return `\n${goal}s: estimates of the ads that were displayed\n${scoresText(estimates, `${goal}s per display`)}${binsText(estimates, 'displays')}\n${goal}s: other choices, replayed\n${replayed}`;
}

const scoresText = (scores: Scores, rate: string): string =>
  textTable([
    [rate, percent(scores.baseRate)],
    ['log loss', `${scores.logLoss.toFixed(5)}, of the base rate ${scores.baseLogLoss.toFixed(5)}`],
    ['normalised entropy', scores.normalisedEntropy.toFixed(4)],
    ['AUC', scores.auc.toFixed(4)],
    ['calibration', `${scores.calibration.toFixed(3)} predicted per observed`],
    ['calibration error', percent(scores.calibrationError)],
  ]);

const binsText = ({ bins }: Scores, stands: string): string =>
  textTable([
    ['predicted', 'observed', 'lift', stands],
    ...bins.map(({ predicted, observed, lift, examples }) => [
      percent(predicted),
      percent(observed),
      `${lift.toFixed(2)}x`,
      count(examples),
    ]),
  ]);
