import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client.ts';
import { type JsonObject, type Seen, seenOf } from '../../record-form/conflict/save-seen.ts';
import { useSavingSeen } from '../../record-form/conflict/use-saving-seen.ts';
import { faultsByPath } from '../../record-form/field-faults.ts';

/** Saves the host's settings as a change of what was seen of them. */
export function useSavingHost(opened: Seen, onTake: (host: JsonObject) => void) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return useSavingSeen({
    opened,
    put: async (host, on) =>
      seenOf({ ...(await call('putHostSettings', { body: host, seen: on?.revision ?? 'nothing' })) }),
    load: async () => seenOf({ ...(await call('hostSettings')) }),
    faultsOf: (error) => faultsByPath(error.faults),
    onTake,
    onOld: async () => {
      await queryClient.invalidateQueries({ queryKey: ['host'] });
      await queryClient.invalidateQueries({ queryKey: ['export'] });
    },
    onSaved: () => notifications.show({ color: 'teal', message: t('hostForm.saved') }),
  });
}
