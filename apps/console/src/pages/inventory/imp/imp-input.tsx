import { Chip, Group, Stack, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../../api/queries.ts';
import { useMayEdit } from '../../../api/use-me.ts';
import type { HeldProps } from '../../../record-form/field.ts';
import { Fold, Members } from '../../../schema-form/group-input.tsx';
import { JsonInput } from '../../../schema-form/json-input.tsx';
import { membersOf, withMember } from '../../../schema-form/members.ts';
import { SchemaForm } from '../../../schema-form/schema-form.tsx';
import { BidderParameters } from './bidder-parameters.tsx';
import { FORMATS, IMP, type ImpFormat, STARTS } from './imp-schema.ts';
import { NativeAssets } from './native-assets.tsx';
import { withoutPod, withPod } from './pods.ts';

const NAMES = ['banner', 'video', 'audio', 'native'] as const satisfies readonly ImpFormat[];

/** A place's imp as a form, and as the OpenRTB object behind it: both show the same value. */
export function ImpInput({ path, value, onChange, disabled, faults }: HeldProps) {
  const { t } = useTranslation();
  return (
    <SchemaForm disabled={disabled} faults={faults}>
      <Tabs defaultValue="form" keepMounted={false}>
        <Tabs.List mb="sm" aria-label={t('field.imp')}>
          <Tabs.Tab value="form">{t('impForm.form')}</Tabs.Tab>
          <Tabs.Tab value="advanced">{t('impForm.advanced')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="form">
          <ImpForm value={value} onChange={onChange} disabled={disabled} />
        </Tabs.Panel>
        <Tabs.Panel value="advanced">
          <JsonInput
            schema={{}}
            path={path}
            label={t('field.imp')}
            required
            value={value}
            onChange={onChange}
          />
        </Tabs.Panel>
      </Tabs>
    </SchemaForm>
  );
}

type ImpFormProps = Pick<HeldProps, 'value' | 'onChange' | 'disabled'>;

function ImpForm({ value, onChange, disabled }: ImpFormProps) {
  const { t } = useTranslation();
  const bidders = useQuery({ ...queries.collection('bidders'), enabled: useMayEdit() });
  const imp = membersOf(value);
  const set = (name: string, member: unknown) => onChange(withMember(imp, name, member));
  const ext = membersOf(imp['ext']);
  const prebid = membersOf(ext['prebid']);
  const setBidders = (bidder: unknown) =>
    set('ext', withMember(ext, 'prebid', withMember(prebid, 'bidder', bidder)));
  return (
    <Stack gap="md">
      <Group gap="xs" role="group" aria-label={t('impForm.formats')}>
        {NAMES.map((name) => (
          <Chip
            key={name}
            size="sm"
            checked={imp[name] !== undefined}
            disabled={disabled}
            onChange={(on) => set(name, on ? STARTS[name] : undefined)}
          >
            {t(`format.${name}`)}
          </Chip>
        ))}
      </Group>
      {NAMES.filter((name) => imp[name] !== undefined).map((name) => (
        <FormatPart key={name} title={t(`format.${name}`)}>
          <FormatMembers name={name} value={imp[name]} onChange={(next) => set(name, next)} />
        </FormatPart>
      ))}
      <Fold title={t('impForm.general')} value={imp['instl'] ?? imp['rwdd'] ?? imp['bidfloor']}>
        <Members
          path="imp"
          schema={IMP}
          value={imp}
          required
          onChange={onChange}
          properties={IMP.properties ?? {}}
        />
      </Fold>
      <BidderParameters value={prebid['bidder']} bidders={bidders.data ?? []} onChange={setBidders} />
    </Stack>
  );
}

interface FormatMembersProps {
  readonly name: ImpFormat;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function FormatMembers({ name, value, onChange }: FormatMembersProps) {
  const schema = FORMATS[name];
  const timed = name === 'video' || name === 'audio';
  const { format, ...others } = schema.properties ?? {};
  return (
    <>
      {format && (
        <Members
          path={`imp.${name}`}
          schema={schema}
          value={value}
          required
          onChange={onChange}
          properties={{ format }}
        />
      )}
      <Members
        path={`imp.${name}`}
        schema={schema}
        value={timed ? withPod(value) : value}
        required
        onChange={(next) => onChange(timed ? withoutPod(next) : next)}
        properties={others}
      />
      {name === 'native' && (
        <NativeAssets
          request={membersOf(value)['request']}
          onChange={(request) => onChange({ ...membersOf(value), request })}
        />
      )}
    </>
  );
}

function FormatPart({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Stack gap="sm" component="section" className="form-row" aria-label={title}>
      <Text fw={600} size="sm">
        {title}
      </Text>
      {children}
    </Stack>
  );
}
