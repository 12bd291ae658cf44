import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface CreativePreviewProps {
  readonly html: string;
  readonly w: number;
  readonly h: number;
}

/**
 * A banner as it looks, in a frame without any right: no scripts, no forms, no links out, an origin of its own. The
 * console's content security policy holds inside too, so that nothing is fetched from elsewhere.
 */
export function CreativePreview({ html, w, h }: CreativePreviewProps) {
  const { t } = useTranslation();
  return (
    <Stack gap={6} component="section">
      <Title order={2} size="h3">
        {t('demand.preview')}
      </Title>
      <div style={{ overflow: 'auto', maxWidth: '100%' }}>
        <iframe
          className="creative-frame"
          title={t('demand.preview')}
          sandbox=""
          srcDoc={documentOf(html)}
          width={w}
          height={h}
        />
      </div>
      <Text size="xs" c="dimmed">
        {t('demand.previewText')}
      </Text>
    </Stack>
  );
}

function documentOf(html: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><style>html,body{margin:0;overflow:hidden}</style></head><body>${html.replaceAll('{{click}}', '#')}</body></html>`;
}
