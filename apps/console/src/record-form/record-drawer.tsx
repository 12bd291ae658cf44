import { Alert, Button, Drawer, Group, SegmentedControl, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CollectionName } from '../api/routes.ts';
import { CoveringProvider, useCovered } from '../parts/dialog.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useFocusBack } from '../parts/use-focus-back.ts';
import { ConflictModal } from './conflict/conflict-modal.tsx';
import type { Draft, Field } from './field.ts';
import { RecordInputs } from './record-inputs.tsx';
import { RecordJson } from './record-json.tsx';
import { RemoveRecord } from './remove-record.tsx';
import { useRecordEditor } from './use-record-editor.ts';
import { useSaving } from './use-saving.ts';

export interface RecordDrawerProps {
  readonly collection: CollectionName;
  /** What is edited in one word or two: "Placement". */
  readonly noun: string;
  readonly fields: readonly Field[];
  /** The stored record, or what a new one starts from. */
  readonly record: Readonly<Record<string, unknown>>;
  /** Of the stored record; undefined for a new one. */
  readonly revision: number | undefined;
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
  const { noun, revision, record, onClose } = props;
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
      title={revision === undefined ? t('form.new', { noun: noun.toLocaleLowerCase() }) : `${noun} ${id}`}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <CoveringProvider value={tell}>
        <RecordForm {...props} />
      </CoveringProvider>
    </Drawer>
  );
}

function RecordForm(props: RecordDrawerProps) {
  const { collection, fields, record, revision, readOnly, onClose, aside, lead } = props;
  const { t } = useTranslation();
  const isNew = revision === undefined;
  const editor = useRecordEditor(fields, record);
  const form = useSaving({ ...props, seen: isNew ? undefined : { record, revision }, editor });
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
              <RemoveRecord
                {...{ collection, id }}
                revision={form.seen?.revision ?? revision}
                onRemoved={onClose}
              />
            )}
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={form.pending} disabled={!editor.sound}>
                {t('common.save')}
              </Button>
            </Group>
          </Group>
        )}
      </Stack>
      <ConflictModal {...form.modal} fields={fields} />
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
