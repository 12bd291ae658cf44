import { Button, Group, Radio, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/client.ts';
import { queries } from '../../../api/queries.ts';
import type { Body } from '../../../api/routes.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { ProblemNotice } from '../../../parts/problem-notice.tsx';
import { SecretOnce } from '../../../parts/secret-once.tsx';
import { useFocusBack } from '../../../parts/use-focus-back.ts';

type Use = Body<'createConversionKey'>['use'];
const USES = ['server', 'page'] as const satisfies readonly Use[];

interface MakeConversionKeyProps {
  readonly advertiser: string;
  readonly onClose: () => void;
}

/** Makes a key and shows it, once. */
export function MakeConversionKey({ advertiser, onClose }: MakeConversionKeyProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [use, setUse] = useState<Use>('server');
  const making = useMutation({
    mutationFn: () => call('createConversionKey', { body: { advertiser, use } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: queries.conversionKeys(advertiser).queryKey }),
  });
  const made = making.data?.key;
  useFocusBack();
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t(made === undefined ? 'conversionKeys.create' : 'keys.madeTitle')}
      size="lg"
      firm={made !== undefined}
    >
      {made === undefined ? (
        <Stack gap="md">
          {making.error && <ProblemNotice error={making.error} />}
          <Radio.Group
            label={t('conversionKeys.use')}
            value={use}
            onChange={(value) => setUse(value === 'page' ? 'page' : 'server')}
          >
            <Stack gap="xs" mt="xs">
              {USES.map((value) => (
                <Radio
                  key={value}
                  value={value}
                  label={t(`conversionKeys.uses.${value}`)}
                  description={t(`conversionKeys.useText.${value}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button loading={making.isPending} onClick={() => making.mutate()}>
              {t('conversionKeys.make')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <SecretOnce secret={made} onClose={onClose} />
      )}
    </Dialog>
  );
}
