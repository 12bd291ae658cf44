import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../format/use-format.ts';
import { recordOf } from '../../../record-form/draft.ts';
import type { Draft, Field } from '../../../record-form/field.ts';
import { useFormWords } from '../../../schema-form/use-form-words.ts';
import { useTraitChoices } from '../targeting/use-trait-choices.ts';
import { describeLine } from './describe-line.ts';

interface LineSummaryProps {
  readonly fields: readonly Field[];
  readonly draft: Draft;
  readonly currency: string;
}

/** What the line item would do as it stands in the form. */
export function LineSummary({ fields, draft, currency }: LineSummaryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useFormWords();
  const choices = useTraitChoices();
  const { record } = recordOf(fields, draft, { original: {} });
  const sentence = describeLine(record, {
    t,
    money: (micros) => format.money(micros, currency),
    count: format.count,
    moment: format.moment,
    option: words.option,
    traitName: (trait) => words.label(`trait.${trait}`),
    valueName: (trait, value) =>
      choices[trait]?.find((choice) => choice.value === value)?.label ?? words.option(trait, value),
  });
  return (
    <Alert variant="light" color="gray" title={t('says.title')} role="status">
      {sentence}
    </Alert>
  );
}
