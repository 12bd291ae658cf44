import { BOUND_TO, type Owner, ROLES, type Role } from '@jianchat/api-contract/roles';
import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/client.ts';
import { ProblemError } from '../../api/problem-error.ts';
import { queries } from '../../api/queries.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { SecretOnce } from '../../parts/secret-once.tsx';
import { useFocusBack } from '../../parts/use-focus-back.ts';
import { choicesOf } from '../../record-form/choices.ts';

/** Makes a key and shows it: the one time it can be seen. Closing by accident is made hard while it is shown. */
export function CreateKey({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [made, setMade] = useState<string>();
  const shown = made !== undefined;
  useFocusBack();
  return (
    <Dialog
      opened
      onClose={onClose}
      title={shown ? t('keys.madeTitle') : t('keys.create')}
      size="lg"
      firm={shown}
    >
      {shown ? (
        <SecretOnce secret={made} onClose={onClose} />
      ) : (
        <KeyForm onMade={setMade} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface KeyFormProps {
  readonly onMade: (secret: string) => void;
  readonly onClose: () => void;
}

function KeyForm({ onMade, onClose }: KeyFormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('auditor');
  const [bound, setBound] = useState<string | null>(null);
  const owner = BOUND_TO[role];
  const making = useMutation({
    mutationFn: () =>
      call('createKey', {
        body: {
          name: name.trim(),
          role,
          account: owner === 'account' ? bound : null,
          advertiser: owner === 'advertiser' ? bound : null,
        },
      }),
    onSuccess: async (answer) => {
      onMade(answer.key);
      await queryClient.invalidateQueries({ queryKey: queries.keys().queryKey });
    },
  });
  const faultOf = (path: string) =>
    making.error instanceof ProblemError
      ? making.error.faults.find((fault) => fault.path === path)?.message
      : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {making.error && <ProblemNotice error={making.error} withFaults={false} />}
        <TextInput
          label={t('field.name')}
          description={t('keys.nameHint')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={faultOf('name')}
          maxLength={100}
          required
          data-autofocus
        />
        <RoleSelect
          role={role}
          onRole={(next) => {
            setRole(next);
            setBound(null);
          }}
        />
        {owner !== null && <BoundTo owner={owner} bound={bound} onBound={setBound} faultOf={faultOf} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            type="submit"
            loading={making.isPending}
            disabled={name.trim() === '' || (owner !== null && bound === null)}
          >
            {t('keys.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface BoundToProps {
  readonly owner: Owner;
  readonly bound: string | null;
  readonly onBound: (id: string | null) => void;
  readonly faultOf: (path: string) => string | undefined;
}

/** The account or the advertiser that a key is bound to. */
function BoundTo({ owner, bound, onBound, faultOf }: BoundToProps) {
  const { t } = useTranslation();
  const isAccount = owner === 'account';
  const accounts = useQuery({ ...queries.collection('accounts'), enabled: isAccount });
  const advertisers = useQuery({ ...queries.collection('advertisers'), enabled: !isAccount });
  return (
    <Select
      label={isAccount ? t('inventory.account') : t('demand.advertiser')}
      data={[...choicesOf(isAccount ? accounts.data : advertisers.data)]}
      value={bound}
      onChange={onBound}
      error={faultOf(owner)}
      searchable
      required
    />
  );
}

function RoleSelect({ role, onRole }: { readonly role: Role; readonly onRole: (role: Role) => void }) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('keys.role')}
      description={t(`keys.roleText.${role}`)}
      data={ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
      value={role}
      onChange={(value) => value && onRole(value)}
      allowDeselect={false}
    />
  );
}
