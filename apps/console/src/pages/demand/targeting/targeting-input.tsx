import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FORM_SCHEMAS } from '../../../generated/form-schemas.gen.ts';
import type { Choice, HeldProps } from '../../../record-form/field.ts';
import type { FormSchema } from '../../../schema-form/form-schema.ts';
import { Fold, Members } from '../../../schema-form/group-input.tsx';
import { listOf, membersOf, withMember } from '../../../schema-form/members.ts';
import { SchemaForm } from '../../../schema-form/schema-form.tsx';
import { CityInput, CountriesProvider } from './city-input.tsx';
import { GROUP_DEPTH, pruned } from './rule.ts';
import { RuleGroup } from './rule-group.tsx';
import { useTraitChoices } from './use-trait-choices.ts';

const WIDGETS = { '**.city': CityInput };
const SCHEMA: FormSchema = FORM_SCHEMAS['line-items'].properties?.['targeting'] ?? {};

/** Where and to whom: the simple lists first, and a builder for what they can't say. */
export function TargetingInput({ path, value, onChange, disabled, faults }: HeldProps) {
  const { t } = useTranslation();
  const choices = useChoicesByPath();
  const { where, ...lists } = membersOf(value);
  return (
    <CountriesProvider value={listOf(lists['countries'])}>
      <SchemaForm disabled={disabled} faults={faults} choices={choices} widgets={WIDGETS}>
        <Stack gap="sm">
          <Members
            path={path}
            schema={SCHEMA}
            value={lists}
            required
            onChange={(next) => onChange({ ...membersOf(next), ...(where !== undefined && { where }) })}
            properties={SCHEMA.properties ?? {}}
            without={['where']}
          />
          <Fold title={t('targeting.where')} value={where}>
            <Text size="xs" c="dimmed">
              {t('targeting.whereHint')}
            </Text>
            <RuleGroup
              rule={where}
              path={`${path}.where`}
              depth={GROUP_DEPTH}
              onChange={(rule) =>
                onChange(
                  withMember(
                    value,
                    'where',
                    pruned(rule) === undefined && isEmpty(rule) ? undefined : rule,
                  ) ?? {},
                )
              }
            />
          </Fold>
        </Stack>
      </SchemaForm>
    </CountriesProvider>
  );
}

const isEmpty = (rule: object): boolean => Object.keys(rule).length === 0;

/** Choices wherever a trait stands in a rule, and in the lists. */
function useChoicesByPath(): Readonly<Record<string, readonly Choice[]>> {
  const traits = useTraitChoices();
  const anywhere = Object.entries(traits).map(([trait, choices]) => [`**.${trait}`, choices]);
  return {
    ...Object.fromEntries(anywhere),
    'targeting.media': traits['media'] ?? [],
    'targeting.placements': traits['placement'] ?? [],
    'targeting.countries': traits['country'] ?? [],
  };
}
