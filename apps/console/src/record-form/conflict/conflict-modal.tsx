import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ChangedBy } from '../../parts/changed-by.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import type { Field } from '../field.ts';
import { DifferenceTable } from './difference-table.tsx';
import { combined, type Difference, differences } from './differences.ts';
import type { Conflict, JsonObject, Seen } from './save-seen.ts';

interface ConflictModalProps {
  /** Undefined while there is none. */
  readonly conflict: Conflict | undefined;
  /** What both began with. */
  readonly base: JsonObject;
  readonly fields: readonly Field[];
  readonly busy: boolean;
  /** Puts a record into the form, as a change of what is there now. */
  readonly onTake: (record: JsonObject, theirs: Seen) => void;
  /** Saves yours whatever is there; `seen` is what was shown, undefined where they removed it. */
  readonly onOverwrite: (seen: Seen | undefined) => void;
  readonly onClose: () => void;
}

/** Somebody else changed what is in the form: who, what differs, and the ways on. What was typed stays until one is chosen. */
export function ConflictModal(props: ConflictModalProps) {
  const { conflict, onClose } = props;
  const { t } = useTranslation();
  return (
    <Dialog
      opened={conflict !== undefined}
      onClose={onClose}
      title={conflict?.theirs ? t('conflict.changed') : t('conflict.removed')}
      size="xl"
    >
      {conflict && <Ways {...props} conflict={conflict} />}
    </Dialog>
  );
}

function Ways(props: ConflictModalProps & { readonly conflict: Conflict }) {
  const { conflict, base, fields } = props;
  const { t } = useTranslation();
  const { yours, theirs } = conflict;
  const found = theirs ? differences({ base, yours, theirs: theirs.record }) : [];
  return (
    <Stack gap="md">
      {theirs ? <ChangedBy current={conflict.current} /> : <Text size="sm">{t('conflict.removedText')}</Text>}
      {found.length > 0 && <DifferenceTable differences={found} fields={fields} />}
      {theirs && found.length === 0 && <Text size="sm">{t('conflict.same')}</Text>}
      <Choices {...props} found={found} />
    </Stack>
  );
}

interface ChoicesProps extends ConflictModalProps {
  readonly conflict: Conflict;
  readonly found: readonly Difference[];
}

function Choices({ conflict, base, found, busy, onTake, onOverwrite, onClose }: ChoicesProps) {
  const { t } = useTranslation();
  const { yours, theirs } = conflict;
  const combinable = found.some(({ by }) => by === 'them') && found.some(({ by }) => by !== 'them');
  return (
    <>
      {combinable && (
        <Text size="xs" c="dimmed">
          {t('conflict.combineText')}
        </Text>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('conflict.back')}
        </Button>
        {theirs && (
          <Button variant="default" onClick={() => onTake(theirs.record, theirs)}>
            {t('conflict.takeTheirs')}
          </Button>
        )}
        {found.length > 0 && (
          <Button variant="light" color="red" loading={busy} onClick={() => onOverwrite(theirs)}>
            {t('conflict.overwrite')}
          </Button>
        )}
        {theirs && combinable && (
          <Button
            onClick={() => onTake(combined({ base, yours, theirs: theirs.record }) as JsonObject, theirs)}
          >
            {t('conflict.combine')}
          </Button>
        )}
        {!theirs && (
          <Button loading={busy} onClick={() => onOverwrite(undefined)}>
            {t('conflict.makeAnew')}
          </Button>
        )}
      </Group>
    </>
  );
}
