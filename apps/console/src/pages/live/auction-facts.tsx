import type { LiveAuction } from '@jianchat/api-contract';
import { SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format.ts';
import { countryName } from '../../texts/countries.ts';
import { usePrivacyReason } from '../../texts/privacy-reasons.ts';
import { useWords } from '../../texts/words.ts';

/** The request's head: when, where, under which rules. */
export function AuctionFacts({ auction }: { readonly auction: LiveAuction }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const word = useWords();
  const because = usePrivacyReason();
  const country = countryName(auction.country, i18n.language) ?? t('common.unknown');
  const device = word('device', auction.deviceType);
  return (
    <div className="panel" style={{ padding: 14 }}>
      <SimpleGrid cols={{ base: 2, xs: 3 }} spacing="md" verticalSpacing="xs">
        <Fact name={t('live.time')} value={format.moment(new Date(auction.atMs).toISOString())} />
        <Fact name={t('live.duration')} value={format.ms(auction.durationMs)} />
        <Fact name={t('dimension.media')} value={`${auction.media} · ${t(`channel.${auction.channel}`)}`} />
        <Fact name={t('live.visitor')} value={`${country} · ${device}`} />
        <Fact name={t('live.regime')} value={word('regime', auction.regime)} />
        <Fact
          name={t('live.policy')}
          value={
            <a href="/policy" target="_blank" rel="noopener">
              {t('live.policyVersion', { version: auction.policyVersion })}
            </a>
          }
        />
      </SimpleGrid>
      {auction.reasons.length > 0 && (
        <Text size="sm" mt="sm">
          {auction.reasons.map((reason) => because(reason)).join(' · ')}
        </Text>
      )}
      <Text size="xs" c="dimmed" className="mono" mt="xs" style={{ overflowWrap: 'anywhere' }}>
        {auction.id}
      </Text>
    </div>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text size="sm" fw={500} component="div" style={{ overflowWrap: 'anywhere' }}>
        {value}
      </Text>
    </div>
  );
}
