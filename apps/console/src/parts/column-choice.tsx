import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconColumns3 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface ColumnSet {
  readonly key: string;
  readonly title: string;
}

interface ColumnChoice {
  readonly shows: (key: string) => boolean;
  readonly choose: (keys: readonly string[]) => void;
  readonly reset: () => void;
}

/** Which of a table's columns this browser shows; what was stored by an older version and is no name here is passed over. */
export function useColumnChoice(table: string, usual: readonly string[]): ColumnChoice {
  const [stored, store, reset] = useLocalStorage<readonly string[]>({
    key: `jianchat.columns.${table}`,
    defaultValue: usual,
    getInitialValueInEffect: false,
    deserialize: (text) => namesIn(text) ?? usual,
  });
  return { shows: (key) => stored.includes(key), choose: (keys) => store([...keys]), reset };
}

function namesIn(text: string | undefined): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    if (!Array.isArray(value)) return undefined;
    return value.filter((name) => typeof name === 'string');
  } catch {
    return undefined;
  }
}

interface ColumnMenuProps {
  readonly columns: readonly ColumnSet[];
  readonly choice: ColumnChoice;
}

/** One box for each column that can be left out. The last one stays: a table of names alone tells nothing. */
export function ColumnMenu({ columns, choice }: ColumnMenuProps) {
  const { t } = useTranslation();
  const shown = columns.map(({ key }) => key).filter(choice.shows);
  return (
    <Popover position="bottom-end" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<IconColumns3 size={15} aria-hidden />}>
          {t('columns.choose', { shown: shown.length, all: columns.length })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Checkbox.Group
          aria-label={t('columns.title')}
          value={shown}
          onChange={(keys) => keys.length > 0 && choice.choose(keys)}
        >
          <Stack gap={8} mah="50vh" style={{ overflowY: 'auto' }}>
            {columns.map(({ key, title }) => (
              <Checkbox
                key={key}
                size="xs"
                value={key}
                label={title}
                disabled={shown.length === 1 && shown[0] === key}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Button mt="sm" size="compact-xs" variant="subtle" onClick={choice.reset}>
          {t('columns.reset')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
