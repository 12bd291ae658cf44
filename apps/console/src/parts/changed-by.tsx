import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProblemError } from '../api/problem-error.ts';
import { useFormat } from '../format/use-format.ts';

/** Who saved what is there now, and when. */
export function ChangedBy({ current }: { readonly current: ProblemError['current'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const at = current?.changedAt ? format.moment(current.changedAt) : '';
  const who = current?.changedBy;
  return <Text size="sm">{who ? t('conflict.by', { who, at }) : t('conflict.byCommand', { at })}</Text>;
}
