import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api/problem-error.ts';
import { ChangedBy } from './changed-by.tsx';

interface ProblemNoticeProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** Off where the faults stand elsewhere already. */
  readonly withFaults?: boolean;
}

/** What went wrong, in the reader's language, with the server's detail and the instance to quote. */
export function ProblemNotice({ error, onRetry, withFaults = true }: ProblemNoticeProps) {
  const { t } = useTranslation();
  const problem = error instanceof ProblemError ? error : undefined;
  const title = problem ? t(`problem.${problem.code}`) : t('common.unexpected');
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle />} title={title}>
      <Stack gap="xs" align="flex-start">
        {problem?.detail && <Text size="sm">{problem.detail}</Text>}
        {problem?.current?.changedAt && <ChangedBy current={problem.current} />}
        {withFaults &&
          problem?.current === undefined &&
          problem?.faults.map((fault) => (
            <Text key={`${fault.path} ${fault.message}`} size="sm">
              <span className="mono">{fault.path}</span> {fault.message}
            </Text>
          ))}
        {problem?.instance && (
          <Text size="xs" className="mono">
            {problem.instance}
          </Text>
        )}
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
