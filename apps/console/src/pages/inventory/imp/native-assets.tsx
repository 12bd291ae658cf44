import { ActionIcon, Button, Group, Select, Stack, Switch, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../../schema-form/form-context.ts';
import { Members } from '../../../schema-form/group-input.tsx';
import { JsonInput } from '../../../schema-form/json-input.tsx';
import { listOf, membersOf, withItem } from '../../../schema-form/members.ts';
import { useFormWords } from '../../../schema-form/use-form-words.ts';
import { NATIVE_ASSETS } from './imp-schema.ts';
import { asKind, assetKind, nextId, readNativeForm } from './native-request.ts';

interface NativeAssetsProps {
  readonly request: unknown;
  readonly onChange: (request: unknown) => void;
}

const PATH = 'imp.native.request';

/** What a native place asks for, asset by asset. */
export function NativeAssets({ request, onChange }: NativeAssetsProps) {
  const { t } = useTranslation();
  const { disabled } = useForm();
  const form = readNativeForm(request);
  if (form === undefined)
    return <JsonInput schema={{}} path={PATH} required value={request} onChange={onChange} />;
  const assets = listOf(form.body['assets']);
  const set = (next: readonly unknown[] | undefined) =>
    onChange(form.write({ ver: '1.2', ...form.body, assets: next ?? [] }));
  return (
    <Stack gap="xs" component="fieldset" className="form-rows">
      <Text component="legend" size="sm" fw={600}>
        {t('impForm.assets')}
      </Text>
      {assets.map((asset, index) => (
        <Asset
          // biome-ignore lint/suspicious/noArrayIndexKey: an asset is what stands at its place.
          key={index}
          asset={asset}
          path={`${PATH}.assets.${index}`}
          onChange={(next) => set(withItem(assets, index, next))}
        />
      ))}
      {!disabled && (
        <Button
          variant="light"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => set([...assets, { id: nextId(assets), title: { len: 90 } }])}
          style={{ alignSelf: 'flex-start' }}
        >
          {t('form.add', { what: t('impForm.asset') })}
        </Button>
      )}
    </Stack>
  );
}

interface AssetProps {
  readonly asset: unknown;
  readonly path: string;
  /** Undefined = the asset is removed. */
  readonly onChange: (asset: unknown) => void;
}

function Asset({ asset, path, onChange }: AssetProps) {
  const { t } = useTranslation();
  const { disabled } = useForm();
  const words = useFormWords();
  const members = membersOf(asset);
  const kind = assetKind(asset);
  const schema = kind === undefined ? undefined : NATIVE_ASSETS[kind];
  return (
    <Stack gap="sm" className="form-row">
      <Group justify="space-between" align="flex-end">
        <Select
          label={t('impForm.asset')}
          data={Object.keys(NATIVE_ASSETS).map((name) => ({
            value: name,
            label: words.label(`asset.${name}`),
          }))}
          value={kind ?? null}
          onChange={(next) => next !== null && next !== kind && onChange(asKind(asset, next))}
          disabled={disabled}
          allowDeselect={false}
        />
        <Switch
          label={t('impForm.assetRequired')}
          checked={members['required'] === 1}
          disabled={disabled}
          onChange={(event) => onChange({ ...members, required: event.currentTarget.checked ? 1 : 0 })}
        />
        {!disabled && (
          <ActionIcon
            variant="subtle"
            color="red"
            aria-label={t('form.removeRow', { what: `${t('impForm.asset')} ${String(members['id'] ?? '')}` })}
            onClick={() => onChange(undefined)}
          >
            <IconTrash size={15} />
          </ActionIcon>
        )}
      </Group>
      {kind !== undefined && schema?.properties && (
        <Members
          path={`${path}.${kind}`}
          schema={schema}
          value={members[kind]}
          required
          onChange={(next) => onChange({ ...members, [kind]: next })}
          properties={schema.properties}
        />
      )}
    </Stack>
  );
}
