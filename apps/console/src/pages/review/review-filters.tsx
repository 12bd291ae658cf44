import { Group, SegmentedControl, Select, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../api/routes.ts';

type Review = Answer<'creativeReviews'>['items'][number];

export interface ReviewFilter {
  readonly state: Review['state'];
  /** '' for both. */
  readonly source: Review['source'] | '';
  readonly format: Review['format'] | '';
}

interface ReviewFiltersProps {
  readonly filter: ReviewFilter;
  readonly counts: Answer<'creativeReviews'>['counts'] | undefined;
  readonly onFilter: (filter: ReviewFilter) => void;
}

const STATES = ['pending', 'approved', 'rejected'] as const;
const SOURCES = ['direct', 'openrtb'] as const;
const FORMATS = ['banner', 'video', 'native', 'audio'] as const;

/** Which creatives are listed. */
export function ReviewFilters({ filter, counts, onFilter }: ReviewFiltersProps) {
  const { t } = useTranslation();
  return (
    <Group gap="xs" className="panel" p="sm">
      <SegmentedControl
        aria-label={t('field.state')}
        value={filter.state}
        onChange={(state) => onFilter({ ...filter, state })}
        data={STATES.map((state) => ({
          value: state,
          label: counts ? `${t(`review.state.${state}`)} · ${counts[state]}` : t(`review.state.${state}`),
        }))}
      />
      <Select
        aria-label={t('review.source')}
        placeholder={t('review.anySource')}
        clearable
        w={170}
        value={filter.source || null}
        onChange={(value) =>
          onFilter({ ...filter, source: SOURCES.find((source) => source === value) ?? '' })
        }
        data={SOURCES.map((source) => ({ value: source, label: t(`review.sources.${source}`) }))}
      />
      <Select
        aria-label={t('field.format')}
        placeholder={t('review.anyFormat')}
        clearable
        w={150}
        value={filter.format || null}
        onChange={(value) =>
          onFilter({ ...filter, format: FORMATS.find((format) => format === value) ?? '' })
        }
        data={FORMATS.map((format) => ({ value: format, label: t(`format.${format}`) }))}
      />
      <Text size="xs" c="dimmed" visibleFrom="sm">
        {t('review.keys')}
      </Text>
    </Group>
  );
}
