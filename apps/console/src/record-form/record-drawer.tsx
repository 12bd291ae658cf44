import { Alert, Button, Drawer, Group, SegmentedControl, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { putItem } from '../api/client.ts';
import { ProblemError } from '../api/problem-error.ts';
import type { CollectionName } from '../api/routes.ts';
import { CoveringProvider, useCovered } from '../parts/dialog.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useFocusBack } from '../parts/use-focus-back.ts';
import type { Draft, Field, FieldFaults } from './field.ts';
import { faultsByField } from './field-faults.ts';
import { RecordInputs } from './record-inputs.tsx';
import { RecordJson } from './record-json.tsx';
import { RemoveRecord } from './remove-record.tsx';
import { useRecordEditor } from './use-record-editor.ts';

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
  const { covered, tell } = useCovered();
  useFocusBack();
  const id = typeof record['id'] === 'string' ? record['id'] : '';
  return (
    <Drawer
      opened
      onClose={onClose}
      closeOnEscape={!covered}
      position="right"
      size="min(720px, 100vw)"
      title={isNew ? t('form.new', { noun: noun.toLocaleLowerCase() }) : `${noun} ${id}`}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <CoveringProvider value={tell}>
        <RecordForm {...props} />
      </CoveringProvider>
    </Drawer>
  );
}

function RecordForm(props: RecordDrawerProps) {
  const { collection, fields, record, isNew, readOnly, onClose, aside, lead } = props;
  const { t } = useTranslation();
  const editor = useRecordEditor(fields, record);
  const form = useSaving(props, editor.read);
  const id = String(record['id'] ?? '');
  return (
    <form onSubmit={form.submit} noValidate>
      <Stack gap="md">
        <SegmentedControl
          size="xs"
          data={[
            { value: 'form', label: t('form.asForm') },
            { value: 'json', label: t('form.asJson') },
          ]}
          value={editor.text === undefined ? 'form' : 'json'}
          onChange={(view) => (view === 'json' ? editor.showJson() : editor.showForm())}
          style={{ alignSelf: 'flex-end' }}
          aria-label={t('form.view')}
        />
        {form.problem !== null && <ProblemNotice error={form.problem} />}
        <Unplaced
          faults={editor.text === undefined ? (form.faults[''] ?? []) : Object.values(form.faults).flat()}
        />
        {editor.text === undefined ? (
          <>
            {lead?.(editor.draft)}
            <RecordInputs
              {...{ fields, isNew, readOnly }}
              {...editor}
              faults={form.faults}
              onChange={editor.change}
            />
            {aside?.(editor.draft)}
          </>
        ) : (
          <RecordJson text={editor.text} sound={editor.sound} readOnly={readOnly} onText={editor.setText} />
        )}
        {!readOnly && (
          <Group justify="space-between">
            {isNew ? (
              <span />
            ) : (
              <RemoveRecord collection={collection} id={id} record={record} onRemoved={onClose} />
            )}
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={form.saving} disabled={!editor.sound}>
                {t('common.save')}
              </Button>
            </Group>
          </Group>
        )}
      </Stack>
    </form>
  );
}

/** Faults that belong to no input that is shown. */
function Unplaced({ faults }: { readonly faults: readonly string[] }) {
  if (faults.length === 0) return null;
  return (
    <Alert color="red" variant="light" role="alert">
      {faults.map((text) => (
        <div key={text}>{text}</div>
      ))}
    </Alert>
  );
}

/** Reads the inputs, sends the record and sorts what comes back into faults by input and one problem for the rest. */
function useSaving(
  { collection, noun, fields, onClose }: RecordDrawerProps,
  read: ReturnType<typeof useRecordEditor>['read'],
) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [faults, setFaults] = useState<FieldFaults>({});
  const saving = useMutation({
    mutationFn: (body: Readonly<Record<string, unknown>>) => putItem(collection, idOf(body), body),
    onSuccess: async (_, body) => {
      await queryClient.invalidateQueries({ queryKey: ['collection', collection] });
      notifications.show({ color: 'teal', message: t('form.saved', { noun, id: idOf(body) }) });
      onClose();
    },
    onError: (error) => {
      if (error instanceof ProblemError) setFaults(faultsByField(fields, error.faults));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { record, faults: unread } = read();
    setFaults(Object.fromEntries([...unread].map(([path, fault]) => [path, [t(`form.faults.${fault}`)]])));
    saving.reset();
    if (unread.size === 0) saving.mutate(record);
  };
  const problem =
    saving.error instanceof ProblemError && saving.error.faults.length > 0 ? null : saving.error;
  return { faults, submit, saving: saving.isPending, problem };
}

const idOf = (record: Readonly<Record<string, unknown>>): string => String(record['id'] ?? '').trim();
