import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type InputProps, useForm } from './form-context.ts';
import type { FormSchema } from './form-schema.ts';
import { widgetOf } from './form-schema.ts';
import { Members, VariantsInput } from './group-input.tsx';
import { listOf, moved, withItem } from './members.ts';
import { useFormWords } from './use-form-words.ts';

/** A list of objects, one box each, in the order they are stored in. */
export function RowsInput({ item, ...props }: InputProps & { readonly item: FormSchema }) {
  const { path, value, onChange, required } = props;
  const { t } = useTranslation();
  const { disabled, faults } = useForm();
  const { label, hint } = useFormWords().frame(props);
  const items = listOf(value);
  return (
    <Stack gap="xs" component="fieldset" className="form-rows">
      <Text component="legend" size="sm" fw={600}>
        {label}{' '}
        {required && (
          <span aria-hidden style={{ color: 'var(--mantine-color-error)' }}>
            *
          </span>
        )}
      </Text>
      {hint && (
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      )}
      {items.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is what stands at its place.
        <Group key={index} gap="xs" wrap="nowrap" align="flex-start" className="form-row">
          <Stack gap="sm" flex={1} miw={0}>
            <Row
              item={item}
              path={`${path}.${index}`}
              value={row}
              onChange={(next) => onChange(withItem(items, index, next ?? {}))}
            />
          </Stack>
          {!disabled && (
            <Stack gap={2}>
              {items.length > 1 && (
                <>
                  <ActionIcon
                    variant="subtle"
                    aria-label={t('form.up', { what: `${label} ${index + 1}` })}
                    disabled={index === 0}
                    onClick={() => onChange(moved(items, index, -1))}
                  >
                    <IconArrowUp size={15} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    aria-label={t('form.down', { what: `${label} ${index + 1}` })}
                    disabled={index === items.length - 1}
                    onClick={() => onChange(moved(items, index, 1))}
                  >
                    <IconArrowDown size={15} />
                  </ActionIcon>
                </>
              )}
              <ActionIcon
                variant="subtle"
                color="red"
                aria-label={t('form.removeRow', { what: `${label} ${index + 1}` })}
                onClick={() => onChange(withItem(items, index, undefined))}
              >
                <IconTrash size={15} />
              </ActionIcon>
            </Stack>
          )}
        </Group>
      ))}
      {faults[path] && (
        <Text size="xs" c="var(--mantine-color-error)">
          {faults[path].join(' · ')}
        </Text>
      )}
      {!disabled && (
        <Button
          variant="light"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange([...items, {}])}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('form.add', { what: label })}
        </Button>
      )}
    </Stack>
  );
}

interface RowProps extends Pick<InputProps, 'path' | 'value' | 'onChange'> {
  readonly item: FormSchema;
}

function Row({ item, ...props }: RowProps) {
  const widget = widgetOf(item, '');
  if (widget.kind === 'variants') return <VariantsInput {...props} schema={item} required widget={widget} />;
  return widget.kind === 'group' ? (
    <Members {...props} schema={item} required properties={widget.properties} />
  ) : null;
}
