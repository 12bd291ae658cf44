/** What every model says of itself in the same words. */
const FIGURES = {
  logLoss: 'Log loss',
  entropy: 'Normalised entropy',
  auc: 'AUC',
  calibration: 'Calibration',
  explore: 'Explores',
};
const HINTS = {
  logLoss: '{{base}} had the rate always been predicted',
  entropy: 'below 1 knows more than the rate',
  auc: '0.5 tells nothing apart',
  explore: 'of the money at most, to find out',
};

/** Texts of what was learned of ads. */
export const enEffectiveness = {
  effectiveness: {
    description:
      'Which ads are clicked where, and what follows: what the models said beforehand, against what happened.',
    empty: 'Nothing learned yet',
    emptyText:
      'Ads sold directly are learned from ten minutes after they were shown, as far as the policy in force lets them be.',
    goal: 'What is predicted',
    slice: 'Format',
    slices: { all: 'All formats', banner: 'Banner', video: 'Video', native: 'Native', audio: 'Audio' },
    goals: {
      click: {
        name: 'Clicks',
        empty: 'No clicks learned yet',
        emptyText: 'Displays are learned from ten minutes after they were shown.',
        figures: {
          examples: 'Displays learned from',
          successes: 'Clicks',
          baseRate: 'Click rate',
          ...FIGURES,
        },
        hints: {
          examples: 'direct ads, valid traffic',
          successes: 'within ten minutes',
          baseRate: 'of late',
          calibration: 'predicted per observed click',
          ...HINTS,
        },
        chart: 'Predicted and observed click rate',
        chartText: 'Displays by what was predicted, from the least to the most likely clicked',
        examples: 'Displays',
        table: 'Lift over the click rate',
      },
      conversion: {
        name: 'Conversions',
        empty: 'No conversions learned yet',
        emptyText:
          'Clicks are learned from a day after their ad was auctioned, where the person let conversions be measured and the advertiser reports them.',
        figures: {
          examples: 'Clicks learned from',
          successes: 'Conversions',
          baseRate: 'Conversion rate',
          ...FIGURES,
        },
        hints: {
          examples: 'whose conversions may be measured',
          successes: 'of the kind that is paid for',
          baseRate: 'per click, of late',
          calibration: 'predicted per observed conversion',
          ...HINTS,
        },
        chart: 'Predicted and observed conversion rate',
        chartText: 'Clicks by what was predicted, from the least to the most likely followed by a conversion',
        examples: 'Clicks',
        table: 'Lift over the conversion rate',
      },
      viewConversion: {
        name: 'Conversions after a view',
        empty: 'No conversions after a view learned yet',
        emptyText:
          'Displays of ads that pay for what follows a view are learned from a day after their auction, where the person let conversions be measured and views be remembered.',
        figures: {
          examples: 'Displays learned from',
          successes: 'Conversions without a click',
          baseRate: 'Conversion rate',
          ...FIGURES,
        },
        hints: {
          examples: 'after which views count',
          successes: 'of the kind that is paid for',
          baseRate: 'per display, of late',
          calibration: 'predicted per observed conversion',
          ...HINTS,
        },
        chart: 'Predicted and observed rate of conversions after a view',
        chartText:
          'Displays by what was predicted, from the least to the most likely followed by a conversion',
        examples: 'Displays',
        table: 'Lift over the rate of conversions after a view',
      },
    },
    trainedTo: 'Learned up to displays of {{moment}}',
    predicted: 'Predicted',
    observed: 'Observed',
    lift: 'Lift',
    howTitle: 'What they learn from',
    how: 'From the ad, its line item and advertiser, the place and media, the format and size, the kind of device and its operating system, the country and the hour of the week. Nothing that recognises a person is learned from, and conversions only where the person let them be measured. Each display was predicted before it was learned from; recent ones count more. A conversion that comes more than a day later is added when it comes.',
  },
};
