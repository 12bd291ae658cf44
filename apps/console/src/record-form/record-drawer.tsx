import { Alert, Button, Drawer, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { putItem } from '../api/client.ts';
import { ProblemError } from '../api/problem-error.ts';
import type { CollectionName } from '../api/routes.ts';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { draftOf, recordOf } from './draft.ts';
import type { Draft, Field, FieldFaults } from './field.ts';
import { faultsByField } from './field-faults.ts';
import { FieldInput } from './field-input.tsx';
import { RemoveRecord } from './remove-record.tsx';

export interface RecordDrawerProps {
  readonly collection: CollectionName;
  /** What is edited in one word or two: "Placement". */
  readonly noun: string;
  readonly fields: readonly Field[];
  /** The stored record, or what a new one starts from. */
  readonly record: Readonly<Record<string, unknown>>;
  readonly isNew: boolean;
  readonly readOnly: boolean;
  readonly onClose: () => void;
  /** Shown below the inputs, from what stands in them: a preview, a snippet. */
  readonly aside?: ((draft: Draft) => ReactNode) | undefined;
  /** The same above the inputs. */
  readonly lead?: ((draft: Draft) => ReactNode) | undefined;
}

/** Creates or changes one record of a collection. The server's faults appear under the inputs they belong to. */
export function RecordDrawer(props: RecordDrawerProps) {
  const { t } = useTranslation();
  const { noun, isNew, record, onClose } = props;
  const id = typeof record['id'] === 'string' ? record['id'] : '';
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(560px, 100vw)"
      title={isNew ? t('form.new', { noun: noun.toLocaleLowerCase() }) : `${noun} ${id}`}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <RecordForm {...props} />
    </Drawer>
  );
}

function RecordForm(props: RecordDrawerProps) {
  const { collection, fields, record, isNew, readOnly, onClose, aside, lead } = props;
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => draftOf(fields, record));
  const form = useSaving(props, draft);
  return (
    <form onSubmit={form.submit} noValidate>
      <Stack gap="md">
        {form.problem !== null && <ProblemNotice error={form.problem} />}
        {form.faults[''] && (
          <Alert color="red" variant="light" role="alert">
            {form.faults[''].map((text) => (
              <div key={text}>{text}</div>
            ))}
          </Alert>
        )}
        {lead?.(draft)}
        {fields
          .filter((field) => field.when?.(draft) ?? true)
          .map((field) => (
            <FieldInput
              key={field.path}
              field={field}
              value={draft[field.path] ?? ''}
              faults={form.faults[field.path] ?? []}
              disabled={readOnly}
              fixed={!isNew && field.path === 'id'}
              onChange={(value) => setDraft((before) => ({ ...before, [field.path]: value }))}
            />
          ))}
        {aside?.(draft)}
        {!readOnly && (
          <Group justify="space-between">
            {isNew ? <span /> : <RemoveRecord collection={collection} id={form.id} onRemoved={onClose} />}
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={form.saving}>
                {t('common.save')}
              </Button>
            </Group>
          </Group>
        )}
      </Stack>
    </form>
  );
}

/** Reads the inputs, sends the record and sorts what comes back into faults by input and one problem for the rest. */
function useSaving({ collection, noun, fields, record, onClose }: RecordDrawerProps, draft: Draft) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [faults, setFaults] = useState<FieldFaults>({});
  const id = String(draft['id'] ?? '').trim();
  const saving = useMutation({
    mutationFn: (body: Readonly<Record<string, unknown>>) => putItem(collection, id, body),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['collection', collection] });
      notifications.show({ color: 'teal', message: t('form.saved', { noun, id }) });
      onClose();
    },
    onError: (error) => {
      if (error instanceof ProblemError) setFaults(faultsByField(fields, error.faults));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = recordOf(fields, draft, { original: record });
    setFaults(
      Object.fromEntries([...read.faults].map(([path, fault]) => [path, [t(`form.faults.${fault}`)]])),
    );
    saving.reset();
    if (read.faults.size === 0) saving.mutate(read.record);
  };
  const problem =
    saving.error instanceof ProblemError && saving.error.faults.length > 0 ? null : saving.error;
  return { id, faults, submit, saving: saving.isPending, problem };
}
