import { Button, Group, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries.ts';
import { useMayEdit } from '../../api/use-me.ts';
import { FORM_SCHEMAS } from '../../generated/form-schemas.gen.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { ConflictModal } from '../../record-form/conflict/conflict-modal.tsx';
import { type JsonObject, type Seen, seenOf } from '../../record-form/conflict/save-seen.ts';
import { Members } from '../../schema-form/group-input.tsx';
import { SchemaForm } from '../../schema-form/schema-form.tsx';
import { useCountryChoices } from '../../texts/use-places.ts';
import { useSavingHost } from './use-saving-host.ts';

/** What holds for the whole platform, as a form. */
export function HostPanel() {
  const { t } = useTranslation();
  const stored = useQuery(queries.hostSettings());
  return (
    <Panel title={t('hostForm.title')} description={t('hostForm.text')}>
      {stored.error && <ProblemNotice error={stored.error} onRetry={() => void stored.refetch()} />}
      {stored.isPending && <Skeleton h={300} />}
      {stored.data && <HostForm opened={seenOf({ ...stored.data })} />}
    </Panel>
  );
}

function HostForm({ opened }: { readonly opened: Seen }) {
  const { t } = useTranslation();
  const mayEdit = useMayEdit();
  const countries = useCountryChoices();
  const [host, setHost] = useState<unknown>(opened.record);
  const saving = useSavingHost(opened, setHost);
  const schema = FORM_SCHEMAS.host;
  return (
    <SchemaForm
      disabled={!mayEdit}
      faults={saving.faults}
      choices={{ '**.countries': countries, '**.eeaCountries': countries }}
    >
      <Stack gap="sm">
        {saving.problem !== null && <ProblemNotice error={saving.problem} />}
        <Members
          path=""
          schema={schema}
          value={host}
          required
          onChange={setHost}
          properties={schema.properties ?? {}}
        />
        {mayEdit && (
          <Group justify="flex-end">
            <Button loading={saving.pending} onClick={() => saving.save(host as JsonObject)}>
              {t('common.save')}
            </Button>
          </Group>
        )}
      </Stack>
      <ConflictModal {...saving.modal} fields={[]} />
    </SchemaForm>
  );
}
