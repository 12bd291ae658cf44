import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from '../../../api/queries.ts';
import { useSeesAll } from '../../../api/use-me.ts';
import { choicesOf } from '../../../record-form/choices.ts';
import type { Choice } from '../../../record-form/field.ts';
import { useCountryChoices, useLanguageChoices, useRegionChoices } from '../../../texts/use-places.ts';

/** What can be chosen for a trait or a list of targeting; others take free text, or what their schema names. */
export function useTraitChoices(): Readonly<Record<string, readonly Choice[]>> {
  // An advertiser reads ids where it may not read the media themselves.
  const enabled = useSeesAll();
  const media = useQuery({ ...queries.collection('media'), enabled });
  const placements = useQuery({ ...queries.collection('placements'), enabled });
  const country = useCountryChoices();
  const region = useRegionChoices();
  const language = useLanguageChoices();
  return useMemo(
    () => ({
      media: choicesOf(media.data),
      placement: choicesOf(placements.data),
      country,
      region,
      language,
    }),
    [media.data, placements.data, country, region, language],
  );
}
