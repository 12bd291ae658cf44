import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { getItem, putItem } from '../api/client.ts';
import { ProblemError } from '../api/problem-error.ts';
import type { CollectionName } from '../api/routes.ts';
import { type JsonObject, type Seen, seenOf } from './conflict/save-seen.ts';
import { useSavingSeen } from './conflict/use-saving-seen.ts';
import type { Field } from './field.ts';
import { faultsByField } from './field-faults.ts';
import type { RecordEditor } from './use-record-editor.ts';

interface SavingOptions {
  readonly collection: CollectionName;
  readonly noun: string;
  readonly fields: readonly Field[];
  /** What the form was opened with; undefined for a new record. */
  readonly seen: Seen | undefined;
  readonly editor: RecordEditor;
  readonly onClose: () => void;
}

/** Reads the inputs and sends the record as a change of what was seen. */
export function useSaving({ collection, noun, fields, seen, editor, onClose }: SavingOptions) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { problem, save, refuse, ...saving } = useSavingSeen({
    opened: seen,
    put: async (record, on) => {
      const id = idOf(record);
      // Another id is another record: of that one nothing was seen.
      const revision = on !== undefined && idOf(on.record) === id ? on.revision : 'nothing';
      return seenOf({ ...(await putItem(collection, id, { record, seen: revision })) });
    },
    load: (record) => loadItem(collection, idOf(record)),
    faultsOf: (error) =>
      error.code === 'record.exists'
        ? { id: [t('problem.record.exists')] }
        : faultsByField(fields, error.faults),
    onTake: editor.replace,
    onOld: () => queryClient.invalidateQueries({ queryKey: ['collection', collection] }),
    onSaved: (record) => {
      notifications.show({ color: 'teal', message: t('form.saved', { noun, id: idOf(record) }) });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { record, faults: unread } = editor.read();
    if (unread.size === 0) return save(record);
    refuse(Object.fromEntries([...unread].map(([path, fault]) => [path, [t(`form.faults.${fault}`)]])));
  };
  return { ...saving, submit, problem: standsAtAnInput(problem) ? null : problem };
}

/** What is said under the inputs is not said again above them. */
const standsAtAnInput = (error: unknown): boolean =>
  error instanceof ProblemError && (error.faults.length > 0 || error.code === 'record.exists');

const idOf = (record: JsonObject): string => String(record['id'] ?? '').trim();

async function loadItem(collection: CollectionName, id: string): Promise<Seen | undefined> {
  try {
    return seenOf({ ...(await getItem(collection, id)) });
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'record.unknown') return undefined;
    throw error;
  }
}
