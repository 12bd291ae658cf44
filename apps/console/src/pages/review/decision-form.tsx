import { Button, Group, Stack, TextInput } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface Verdict {
  readonly decision: 'approved' | 'rejected';
  readonly reason?: string;
}

interface DecisionFormProps {
  readonly rejecting: boolean;
  readonly busy: boolean;
  readonly onReject: (rejecting: boolean) => void;
  readonly onDecide: (verdict: Verdict) => void;
}

/** Approve, or reject with a reason, which is asked for in place. */
export function DecisionForm({ rejecting, busy, onReject, onDecide }: DecisionFormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  if (!rejecting)
    return (
      <Group gap="xs">
        <Button
          leftSection={<IconCheck size={15} />}
          loading={busy}
          onClick={() => onDecide({ decision: 'approved' })}
        >
          {t('review.approve')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconX size={15} />}
          disabled={busy}
          onClick={() => onReject(true)}
        >
          {t('review.reject')}
        </Button>
      </Group>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') onDecide({ decision: 'rejected', reason: reason.trim() });
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onReject(false);
      }}
    >
      <Stack gap="xs">
        <TextInput
          label={t('review.reason')}
          description={t('review.reasonHint')}
          required
          maxLength={500}
          data-autofocus
          autoFocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" color="red" loading={busy} disabled={reason.trim() === ''}>
            {t('review.reject')}
          </Button>
          <Button variant="default" onClick={() => onReject(false)}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
