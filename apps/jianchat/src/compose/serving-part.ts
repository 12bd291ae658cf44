import type { ExpectedValue } from '@jianchat/demand-direct';
import { createExplorationPurse, createLearnGate, createServing } from '@jianchat/effectiveness';
import { adsOf, createExpectedValue } from '../effectiveness/expected-value.ts';
import { watchModel } from '../effectiveness/watch-model.ts';
import type { Ground } from './host.ts';

/** The learned model at hand for requests: read beside them, from the file that training replaces. */
export function startServingPart({
  inForce,
  settings,
  snapshots,
  dataFolder,
  logger,
  closing,
}: Ground): ExpectedValue {
  const purse = createExplorationPurse({ budgetBps: settings.JIANCHAT_EXPLORE_BUDGET_BPS });
  const serving = createServing({
    exploration: purse,
    gate: createLearnGate({
      ofVersion: inForce.ofVersion,
      inForce: () => inForce.at(Date.now()).policy,
    }),
  });
  const current = snapshots.current();
  if (current !== undefined) serving.takeAds(adsOf(current));
  const end = snapshots.subscribe((snapshot) => serving.takeAds(adsOf(snapshot)));
  const stop = watchModel(dataFolder, {
    onModel: serving.takeModel,
    onUnreadable: (fault) => logger.warn({ fault }, 'the learned model can not be read'),
  });
  closing.add('learned model', async () => {
    end();
    stop();
  });
  return createExpectedValue(serving, purse);
}
