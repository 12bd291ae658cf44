import { Alert, Button, FileButton, Group, Stack, Table, Text, Textarea } from '@mantine/core';
import { IconCheck, IconFileUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importText } from '../../api/client.ts';
import { type Fault, ProblemError } from '../../api/problem-error.ts';
import type { Answer } from '../../api/routes.ts';
import { useFormat } from '../../format/use-format.ts';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

/** Takes a configuration as text or file. All of it is applied or nothing; every fault is listed by its path. */
export function ImportPanel() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const importing = useMutation({
    mutationFn: importText,
    onSuccess: () =>
      queryClient.invalidateQueries({ predicate: ({ queryKey }) => isConfigured(queryKey[0]) }),
  });
  const faults = importing.error instanceof ProblemError ? importing.error.faults : [];
  return (
    <Panel title={t('configuration.importTitle')} description={t('configuration.importText')}>
      <Stack gap="sm">
        <Textarea
          aria-label={t('configuration.text')}
          placeholder={'accounts:\n  - id: acme\n    name: Acme Media\nmedia:\n  - id: acme-site\n    …'}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            importing.reset();
          }}
          autosize
          minRows={12}
          maxRows={24}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
        />
        <Group justify="space-between">
          <FileButton
            accept="application/json,application/yaml,.json,.yaml,.yml"
            onChange={(file) => {
              importing.reset();
              void file?.text().then(setText);
            }}
          >
            {(props) => (
              <Button variant="default" leftSection={<IconFileUpload size={15} />} {...props}>
                {t('configuration.file')}
              </Button>
            )}
          </FileButton>
          <Button
            loading={importing.isPending}
            disabled={text.trim() === ''}
            onClick={() => importing.mutate(text)}
          >
            {t('configuration.apply')}
          </Button>
        </Group>
        {importing.data && <Applied answer={importing.data} />}
        {importing.error && <ProblemNotice error={importing.error} withFaults={false} />}
        {faults.length > 0 && <Faults faults={faults} />}
      </Stack>
    </Panel>
  );
}

/** Which queries an import may have changed. */
function isConfigured(key: unknown): boolean {
  return key === 'collection' || key === 'host' || key === 'export';
}

function Applied({ answer }: { readonly answer: Answer<'importConfiguration'> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Alert color="teal" role="status" icon={<IconCheck />} title={t('configuration.applied')}>
      <Text size="sm" className="number">
        {t('configuration.counts', {
          created: format.count(answer.created),
          changed: format.count(answer.changed),
          unchanged: format.count(answer.unchanged),
        })}
      </Text>
      <Text size="xs" c="dimmed">
        {t('configuration.revision', { revision: answer.revision })}
      </Text>
    </Alert>
  );
}

function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={380} type="native">
      <Table className="table" aria-label={t('configuration.faults')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('configuration.path')}</Table.Th>
            <Table.Th scope="col">{t('configuration.fault', { count: faults.length })}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {faults.map((fault) => (
            <Table.Tr key={`${fault.path} ${fault.code} ${fault.message}`}>
              <Table.Td className="mono" style={{ overflowWrap: 'anywhere' }}>
                {fault.path || '–'}
              </Table.Td>
              <Table.Td>{fault.message}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
