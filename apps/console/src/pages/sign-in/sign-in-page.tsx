import { Alert, Center, Group, Stack, Text, Title } from '@mantine/core';
import { IconMail, IconRocket, IconTerminal2, IconUnlink } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyAction } from '../../parts/copy-action.tsx';
import { Brand } from '../../shell/brand.tsx';
import { LanguageMenu } from '../../shell/language-menu.tsx';
import { SchemeMenu } from '../../shell/scheme-menu.tsx';
import { MailLink } from './mail-link.tsx';

const COMMAND = 'npx --no-install jianchat admin create --email you@example.com';

/** There are no passwords: the page says where sign-in links come from, and why the last one did not work. */
export function SignInPage() {
  const { t } = useTranslation();
  const search: Record<string, unknown> = useSearch({ strict: false });
  useEffect(() => {
    document.title = `${t('signIn.title')} · jianchat`;
  }, [t]);
  return (
    <Center mih="100vh" p="md" component="main">
      <Stack w="100%" maw={480} gap="md">
        <Group justify="space-between">
          <Brand size={26} />
          <Group gap={4}>
            <LanguageMenu />
            <SchemeMenu />
          </Group>
        </Group>
        {search['error'] !== undefined && (
          <Alert
            role="alert"
            color="orange"
            icon={<IconUnlink />}
            title={t(isExpired(search['error']) ? 'signIn.expired' : 'signIn.refused')}
          >
            {t('signIn.errorText')}
          </Alert>
        )}
        <section className="panel">
          <Stack p="lg" gap="lg">
            <div>
              <Title order={1}>{t('signIn.title')}</Title>
              <Text c="dimmed">{t('signIn.noPasswords')}</Text>
            </div>
            <Way icon={<IconRocket size={20} stroke={1.6} />} title={t('signIn.firstTitle')}>
              <Text size="sm">{t('signIn.firstText')}</Text>
            </Way>
            <Way icon={<IconTerminal2 size={20} stroke={1.6} />} title={t('signIn.laterTitle')}>
              <Text size="sm">{t('signIn.laterText')}</Text>
              <pre className="code-block mono" style={{ whiteSpace: 'pre-wrap' }}>
                {COMMAND}
              </pre>
              <CopyAction value={COMMAND} />
            </Way>
            <Way icon={<IconMail size={20} stroke={1.6} />} title={t('signIn.mailTitle')}>
              <Text size="sm">{t('signIn.mailText')}</Text>
              <MailLink />
            </Way>
          </Stack>
        </section>
        <Text size="xs" c="dimmed">
          {t('signIn.once')} <a href="/policy">{t('signIn.policy')}</a>
        </Text>
      </Stack>
    </Center>
  );
}

/** The session library writes its codes in capitals (EXPIRED_TOKEN); others may write "expired". */
function isExpired(error: unknown): boolean {
  return typeof error === 'string' && error.toLowerCase().includes('expire');
}

interface WayProps {
  readonly icon: React.ReactNode;
  readonly title: string;
  readonly children: React.ReactNode;
}

function Way({ icon, title, children }: WayProps) {
  return (
    <Group align="flex-start" gap="sm" wrap="nowrap">
      <Text c="dimmed" component="span" mt={1} aria-hidden>
        {icon}
      </Text>
      <Stack gap={8} align="flex-start" style={{ flex: 1, minWidth: 0 }}>
        <Title order={2} size="h3">
          {title}
        </Title>
        {children}
      </Stack>
    </Group>
  );
}
