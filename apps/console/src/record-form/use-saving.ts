import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getItem, putItem } from '../api/client.ts';
import { ProblemError } from '../api/problem-error.ts';
import type { CollectionName } from '../api/routes.ts';
import { type Conflict, type JsonObject, type Seen, saveSeen, seenOf } from './conflict/save-seen.ts';
import type { Field, FieldFaults } from './field.ts';
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

/**
 * Reads the inputs, sends the record as a change of what was seen, and sorts what comes back: faults by input, a conflict with
 * what somebody else saved meanwhile, and one problem for the rest.
 */
export function useSaving({ collection, noun, fields, seen: opened, editor, onClose }: SavingOptions) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [seen, setSeen] = useState(opened);
  const [faults, setFaults] = useState<FieldFaults>({});
  const [conflict, setConflict] = useState<Conflict>();
  const saving = useMutation({
    mutationFn: ({ record, on }: { record: JsonObject; on: Seen | undefined }) =>
      saveSeen(record, {
        put: () => putItem(collection, idOf(record), { record, seen: on?.revision ?? 'nothing' }),
        load: () => loadItem(collection, idOf(record)),
      }),
    onSuccess: async (met, { record }) => {
      setConflict(met);
      await queryClient.invalidateQueries({ queryKey: ['collection', collection] });
      if (met !== undefined) return;
      notifications.show({ color: 'teal', message: t('form.saved', { noun, id: idOf(record) }) });
      onClose();
    },
    onError: (error) => {
      setConflict(undefined);
      if (!(error instanceof ProblemError)) return;
      setFaults(
        error.code === 'record.exists'
          ? { id: [t('problem.record.exists')] }
          : faultsByField(fields, error.faults),
      );
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { record, faults: unread } = editor.read();
    setFaults(Object.fromEntries([...unread].map(([path, fault]) => [path, [t(`form.faults.${fault}`)]])));
    saving.reset();
    if (unread.size === 0) saving.mutate({ record, on: seen });
  };
  return {
    faults,
    submit,
    saving: saving.isPending,
    problem: standsAtAnInput(saving.error) ? null : saving.error,
    conflict,
    base: seen?.record ?? {},
    leaveConflict: () => setConflict(undefined),
    take: (record: JsonObject, theirs: Seen) => {
      editor.replace(record);
      setSeen(theirs);
      setFaults({});
      setConflict(undefined);
    },
    overwrite: (on: Seen | undefined) => {
      if (conflict !== undefined) saving.mutate({ record: conflict.yours, on });
    },
  };
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
