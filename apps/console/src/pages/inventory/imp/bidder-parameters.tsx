import { ActionIcon, Group, Select, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Item } from '../../../api/routes.ts';
import { ADAPTERS } from '../../../generated/form-schemas.gen.ts';
import { useForm } from '../../../schema-form/form-context.ts';
import { type FormSchema, widgetOf } from '../../../schema-form/form-schema.ts';
import { Members } from '../../../schema-form/group-input.tsx';
import { JsonInput } from '../../../schema-form/json-input.tsx';
import { membersOf, withMember } from '../../../schema-form/members.ts';

type Bidder = Item<'bidders'>;

interface BidderParametersProps {
  /** `imp.ext.prebid.bidder`. */
  readonly value: unknown;
  readonly bidders: readonly Bidder[];
  readonly onChange: (value: unknown) => void;
}

/** Which bidders are asked for the place, each with what its adapter wants to know. */
export function BidderParameters({ value, bidders, onChange }: BidderParametersProps) {
  const { t } = useTranslation();
  const { disabled } = useForm();
  const members = membersOf(value);
  const free = bidders.filter(({ id }) => !Object.hasOwn(members, id));
  return (
    <Stack gap="xs" component="fieldset" className="form-rows">
      <Text component="legend" size="sm" fw={600}>
        {t('impForm.bidders')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('impForm.biddersHint')}
      </Text>
      {Object.entries(members).map(([id, parameters]) => (
        <Stack key={id} gap="sm" className="form-row">
          <Group justify="space-between">
            <Text size="sm" fw={600}>
              {id}
            </Text>
            {!disabled && (
              <ActionIcon
                variant="subtle"
                color="red"
                aria-label={t('form.removeRow', { what: id })}
                onClick={() => onChange(withMember(members, id, undefined))}
              >
                <IconTrash size={15} />
              </ActionIcon>
            )}
          </Group>
          <Parameters
            schema={schemaOf(bidders.find((bidder) => bidder.id === id))}
            path={`imp.ext.prebid.bidder.${id}`}
            value={parameters}
            onChange={(next) => onChange({ ...members, [id]: next ?? {} })}
          />
        </Stack>
      ))}
      {!disabled && free.length > 0 && (
        <Select
          aria-label={t('impForm.addBidder')}
          placeholder={t('impForm.addBidder')}
          data={free.map(({ id, name }) => ({ value: id, label: name ? `${name} (${id})` : id }))}
          value={null}
          onChange={(id) => id !== null && onChange({ ...members, [id]: {} })}
          searchable
          maw={280}
        />
      )}
    </Stack>
  );
}

/** What the bidder says of its parameters, else its adapter. */
function schemaOf(bidder: Bidder | undefined): FormSchema {
  return bidder?.parametersSchema ?? ADAPTERS[bidder?.adapter ?? '']?.params ?? {};
}

interface ParametersProps {
  readonly schema: FormSchema;
  readonly path: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function Parameters({ schema, path, value, onChange }: ParametersProps) {
  const { t } = useTranslation();
  const widget = widgetOf({ type: 'object', ...schema }, '');
  if (widget.kind !== 'group')
    return (
      <JsonInput
        schema={schema}
        path={path}
        label={t('impForm.parameters')}
        required={false}
        value={value}
        onChange={onChange}
      />
    );
  return (
    <Members
      path={path}
      schema={schema}
      value={value}
      required
      onChange={onChange}
      properties={widget.properties}
    />
  );
}
