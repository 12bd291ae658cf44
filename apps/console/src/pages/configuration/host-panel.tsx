import { Button, Group, Skeleton, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, importText } from '../../api/client.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { useMayEdit } from '../../api/use-me.ts';
import { FORM_SCHEMAS } from '../../generated/form-schemas.gen.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import type { FieldFaults } from '../../record-form/field.ts';
import { faultsByPath } from '../../record-form/field-faults.ts';
import { Members } from '../../schema-form/group-input.tsx';
import { SchemaForm } from '../../schema-form/schema-form.tsx';
import { useCountryChoices } from '../../texts/use-places.ts';

/** What holds for the whole platform, as a form; saved by importing it alone. */
export function HostPanel() {
  const { t } = useTranslation();
  const exported = useQuery({
    queryKey: ['export'],
    queryFn: ({ signal }) => call('exportConfiguration', { signal }),
  });
  return (
    <Panel title={t('hostForm.title')} description={t('hostForm.text')}>
      {exported.error && <ProblemNotice error={exported.error} onRetry={() => void exported.refetch()} />}
      {exported.isPending && <Skeleton h={300} />}
      {exported.data && <HostForm stored={exported.data.host ?? {}} />}
    </Panel>
  );
}

const PATH = 'host';

function HostForm({ stored }: { readonly stored: object }) {
  const { t } = useTranslation();
  const mayEdit = useMayEdit();
  const countries = useCountryChoices();
  const [host, setHost] = useState<unknown>(stored);
  const saving = useSaving(host);
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
          path={PATH}
          schema={schema}
          value={host}
          required
          onChange={setHost}
          properties={schema.properties ?? {}}
        />
        {mayEdit && (
          <Group justify="flex-end">
            <Button loading={saving.pending} onClick={saving.save}>
              {t('common.save')}
            </Button>
          </Group>
        )}
      </Stack>
    </SchemaForm>
  );
}

function useSaving(host: unknown) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [faults, setFaults] = useState<FieldFaults>({});
  const saving = useMutation({
    mutationFn: () => importText(JSON.stringify({ host })),
    onMutate: () => setFaults({}),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['export'] });
      notifications.show({ color: 'teal', message: t('hostForm.saved') });
    },
    onError: (error) => {
      if (error instanceof ProblemError) setFaults(faultsByPath(error.faults));
    },
  });
  return { faults, save: () => saving.mutate(), pending: saving.isPending, problem: saving.error };
}
