import { Alert, Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

/** Asks for a link by mail. The answer never says whether the address has an account. */
export function MailLink() {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const sending = useMutation({
    mutationFn: () => call('requestSignInLink', { body: { email: email.trim() } }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    sending.mutate();
  };
  return (
    <form onSubmit={submit} style={{ width: '100%' }}>
      <Stack gap="xs">
        <TextInput
          type="email"
          aria-label={t('signIn.email')}
          placeholder="you@example.com"
          autoComplete="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          required
          rightSectionWidth={120}
          rightSection={
            <Button type="submit" size="compact-sm" variant="light" loading={sending.isPending}>
              {t('signIn.send')}
            </Button>
          }
        />
        {sending.isSuccess && (
          <Alert color="teal" role="status">
            {t('signIn.sent')}
          </Alert>
        )}
        {sending.error && <ProblemNotice error={sending.error} />}
      </Stack>
    </form>
  );
}
