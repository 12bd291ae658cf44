import { Badge, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Field } from '../field.ts';
import type { Difference } from './differences.ts';
import { useFieldWords } from './use-field-words.tsx';

interface DifferenceTableProps {
  readonly differences: readonly Difference[];
  readonly fields: readonly Field[];
}

const COLORS = { you: 'blue', them: 'jade', both: 'orange' } as const;

/** Field by field: yours, theirs, and who changed it. */
export function DifferenceTable({ differences, fields }: DifferenceTableProps) {
  const { t } = useTranslation();
  const words = useFieldWords(fields);
  return (
    <Table.ScrollContainer minWidth={520} type="native">
      <Table className="table" aria-label={t('conflict.table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('conflict.field')}</Table.Th>
            <Table.Th scope="col">{t('conflict.yours')}</Table.Th>
            <Table.Th scope="col">{t('conflict.theirs')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {differences.map(({ path, yours, theirs, by }) => (
            <Table.Tr key={path}>
              <Table.Th scope="row" className="conflict-field">
                {words.label(path)}{' '}
                <Badge size="sm" variant="light" color={COLORS[by]}>
                  {t(`conflict.who.${by}`)}
                </Badge>
              </Table.Th>
              <Table.Td className="conflict-value" data-changed={by !== 'them' || undefined}>
                {words.value(path, yours)}
              </Table.Td>
              <Table.Td className="conflict-value" data-changed={by !== 'you' || undefined}>
                {words.value(path, theirs)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
