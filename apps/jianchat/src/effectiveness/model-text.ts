import type { ModelReport, Scores } from '@jianchat/effectiveness';
import { textTable } from '../explain/text-table.ts';
import type { ModelEvaluation } from './evaluate-model.ts';

const percent = (share: number): string => `${(share * 100).toFixed(3)} %`;
const count = (value: number): string => String(Math.round(value));

/** A model's report as people read it in a terminal. */
export function reportText({ provenance, slots, slices }: ModelReport): string {
  const { impressions, clicks, trainedToMs, policyVersion } = provenance;
  const learned = textTable([
    ['learned from', `${impressions} displays, ${clicks} clicks`],
    ['up to', trainedToMs > 0 ? new Date(trainedToMs).toISOString() : '–'],
    ['under', `version ${policyVersion} of the policy`],
    ['inputs', String(slots)],
  ]);
  const parts = slices.map(
    ({ goal, slice, corrected }) => `\n${goal}, ${slice}\n${scoresText(corrected)}${binsText(corrected)}`,
  );
  return [learned, ...parts].join('');
}

export function evaluationText({
  auctions,
  decisions,
  asDecided,
  estimates,
  policies,
}: ModelEvaluation): string {
  const head = textTable([
    ['auctions', String(auctions)],
    ['decided by estimates', String(decisions)],
    ['clicks per decision', percent(asDecided)],
  ]);
  if (decisions === 0) return `${head}\nno recorded auction was decided by an estimate\n`;
  const replayed = textTable([
    ['choice', 'clicks per decision', '±', 'clicks per ad shown', 'matched', 'stands for'],
    ...policies.map(({ policy, ips, error, snips, matched, effective }) => [
      policy,
      percent(ips),
      percent(error),
      percent(snips),
      String(matched),
      count(effective),
    ]),
  ]);
  return `${head}\nestimates of the ads that were displayed\n${scoresText(estimates)}${binsText(estimates)}\nother choices, replayed\n${replayed}`;
}

const scoresText = (scores: Scores): string =>
  textTable([
    ['click rate', percent(scores.baseRate)],
    ['log loss', scores.logLoss.toFixed(5)],
    ['normalised entropy', scores.normalisedEntropy.toFixed(4)],
    ['AUC', scores.auc.toFixed(4)],
    ['calibration', `${scores.calibration.toFixed(3)} predicted per observed`],
    ['calibration error', percent(scores.calibrationError)],
  ]);

const binsText = ({ bins }: Scores): string =>
  textTable([
    ['predicted', 'observed', 'lift', 'displays'],
    ...bins.map(({ predicted, observed, lift, examples }) => [
      percent(predicted),
      percent(observed),
      `${lift.toFixed(2)}x`,
      count(examples),
    ]),
  ]);
