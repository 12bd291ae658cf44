import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type InputProps, patternOf, useForm } from './form-context.ts';
import { type FormSchema, optionsOf } from './form-schema.ts';
import { membersOf, renamed, withMember } from './members.ts';
import { useFormWords } from './use-form-words.ts';

/** Names with a value each: a price by country, a header by its name. */
export function MapInput({ item, ...props }: InputProps & { readonly item: FormSchema }) {
  const { schema, path, value, onChange } = props;
  const { t } = useTranslation();
  const { Input, disabled, choices } = useForm();
  const words = useFormWords();
  const { label, hint } = words.frame(props);
  const members = membersOf(value);
  const fixed = optionsOf(schema.propertyNames ?? {})?.map((option) => ({
    value: String(option),
    label: words.option(path, option),
  }));
  const names = choices[`${patternOf(path)}.*`] ?? fixed;
  const free = names?.filter((name) => !Object.hasOwn(members, name.value));
  const next = free === undefined ? (Object.hasOwn(members, '') ? undefined : '') : free[0]?.value;
  return (
    <Stack gap="xs" component="fieldset" className="form-rows">
      <Text component="legend" size="sm" fw={600}>
        {label}
      </Text>
      {hint && (
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      )}
      {Object.entries(members).map(([name, member], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its name changes while it is typed.
        <Group key={index} gap="xs" align="flex-end" wrap="nowrap">
          {names ? (
            <Select
              label={t('form.key')}
              data={names.filter((each) => each.value === name || !Object.hasOwn(members, each.value))}
              value={name}
              onChange={(after) => after !== null && onChange(renamed(members, name, after))}
              disabled={disabled}
              searchable
              allowDeselect={false}
              style={{ flex: 1 }}
            />
          ) : (
            <TextInput
              label={t('form.key')}
              value={name}
              onChange={({ currentTarget: { value: after } }) =>
                Object.hasOwn(members, after) || onChange(renamed(members, name, after))
              }
              disabled={disabled}
              style={{ flex: 1 }}
            />
          )}
          <div style={{ flex: 1 }}>
            <Input
              schema={item}
              path={`${path}.${name}`}
              label={t('form.value')}
              required={false}
              value={member}
              onChange={(after) => onChange({ ...members, [name]: after ?? null })}
            />
          </div>
          <ActionIcon
            variant="subtle"
            color="red"
            aria-label={t('form.removeRow', { what: `${label} ${name}` })}
            disabled={disabled}
            onClick={() => onChange(withMember(members, name, undefined))}
            mb={4}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </Group>
      ))}
      {!disabled && next !== undefined && (
        <Button
          variant="light"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange({ ...members, [next]: null })}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('form.add', { what: label })}
        </Button>
      )}
    </Stack>
  );
}
