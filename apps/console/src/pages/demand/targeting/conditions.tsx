import { ActionIcon, Group, Select, Stack } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TRAITS } from '../../../generated/form-schemas.gen.ts';
import { useForm } from '../../../schema-form/form-context.ts';
import { listOf, membersOf } from '../../../schema-form/members.ts';
import { useFormWords } from '../../../schema-form/use-form-words.ts';
import { conditionsOf, freeTraits } from './rule.ts';

interface ConditionsProps {
  readonly rule: unknown;
  readonly path: string;
  readonly onChange: (rule: Readonly<Record<string, unknown>>) => void;
}

/** One line for each trait that is asked for, and a choice of one more. */
export function Conditions({ rule, path, onChange }: ConditionsProps) {
  const { t } = useTranslation();
  const { Input, disabled } = useForm();
  const words = useFormWords();
  const members = membersOf(rule);
  const without = (trait: string) => {
    const { [trait]: _, ...others } = members;
    return others;
  };
  return (
    <Stack gap="xs">
      {conditionsOf(rule).map(({ trait }) => (
        <Group key={trait} gap="xs" align="flex-end" wrap="nowrap">
          <div style={{ flex: 1, minWidth: 0 }}>
            <Input
              schema={TRAITS[trait] ?? {}}
              path={`${path}.${trait}`}
              label={t('targeting.oneOf', { trait: words.label(`trait.${trait}`) })}
              required={false}
              value={members[trait]}
              onChange={(values) => onChange({ ...members, [trait]: listOf(values) })}
            />
          </div>
          {!disabled && (
            <ActionIcon
              variant="subtle"
              color="red"
              mb={4}
              aria-label={t('form.removeRow', { what: words.label(`trait.${trait}`) })}
              onClick={() => onChange(without(trait))}
            >
              <IconTrash size={15} />
            </ActionIcon>
          )}
        </Group>
      ))}
      {!disabled && (
        <Select
          aria-label={t('targeting.addCondition')}
          placeholder={t('targeting.addCondition')}
          data={freeTraits(rule).map((trait) => ({ value: trait, label: words.label(`trait.${trait}`) }))}
          value={null}
          onChange={(trait) => trait !== null && onChange({ ...members, [trait]: [] })}
          searchable
          size="xs"
          maw={260}
        />
      )}
    </Stack>
  );
}
