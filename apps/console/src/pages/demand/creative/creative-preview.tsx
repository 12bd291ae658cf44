import { Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../../record-form/field.ts';
import { lookOf } from './preview-of.ts';

/**
 * A creative as it looks, in a frame without any right: no scripts, no forms, no links out, an origin of its own. The
 * console's content security policy holds inside too, so that nothing is fetched from elsewhere; what would be is named.
 */
export function CreativePreview({ draft }: { readonly draft: Draft }) {
  const { t } = useTranslation();
  const look = lookOf(draft);
  if (look === undefined) return null;
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
          srcDoc={documentOf(look.html)}
          width={look.w}
          height={look.h}
        />
      </div>
      <Text size="xs" c="dimmed">
        {t('demand.previewText')}
      </Text>
      {look.addresses.filter(isWebAddress).map((address) => (
        <a key={address} href={address} target="_blank" rel="noreferrer noopener" style={{ fontSize: 12 }}>
          {address}
        </a>
      ))}
    </Stack>
  );
}

const isWebAddress = (address: string): boolean => /^https?:\/\//.test(address);

function documentOf(html: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><style>html,body{margin:0;height:100%;overflow:hidden}</style></head><body>${html}</body></html>`;
}
