import { Group, Stack, Tabs, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyAction } from '../../parts/copy-action.tsx';
import { curlSnippet, prebidSnippet, type SnippetFacts } from './snippet.ts';

/** How a page or an app asks for this placement, with its real ids and this platform's address. */
export function Integration({ facts }: { readonly facts: SnippetFacts }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs" component="section">
      <div>
        <Title order={2} size="h3">
          {t('inventory.integrate')}
        </Title>
        <Text size="xs" c="dimmed">
          {t('inventory.integrateText')}
        </Text>
      </div>
      <Tabs defaultValue="prebid" variant="pills" keepMounted={false}>
        <Tabs.List mb="xs">
          <Tabs.Tab value="prebid">Prebid.js</Tabs.Tab>
          <Tabs.Tab value="curl">OpenRTB</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="prebid">
          <Snippet text={prebidSnippet(facts)} />
        </Tabs.Panel>
        <Tabs.Panel value="curl">
          <Snippet text={curlSnippet(facts)} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function Snippet({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <section
        className="code-block mono"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long code scrolls, and the keyboard must reach it to scroll
        tabIndex={0}
        aria-label={t('inventory.integrate')}
        style={{ whiteSpace: 'pre' }}
      >
        {text}
      </section>
      <Group>
        <CopyAction value={text} />
      </Group>
    </Stack>
  );
}
