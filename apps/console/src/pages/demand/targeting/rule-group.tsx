import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useForm } from '../../../schema-form/form-context.ts';
import { listOf, membersOf, withItem, withMember } from '../../../schema-form/members.ts';
import { Conditions } from './conditions.tsx';

interface RuleGroupProps {
  readonly rule: unknown;
  readonly path: string;
  /** How many more groups may stand in one another inside. */
  readonly depth: number;
  readonly onChange: (rule: Readonly<Record<string, unknown>>) => void;
}

/** A rule: conditions that all hold, what must not hold, and groups of which all or any hold. */
export function RuleGroup({ rule, path, depth, onChange }: RuleGroupProps) {
  const { t } = useTranslation();
  const { disabled } = useForm();
  const members = membersOf(rule);
  const set = (name: string, value: unknown) => onChange(withMember(members, name, value) ?? {});
  const add = (
    <Group gap={6}>
      {depth > 0 && members['not'] === undefined && (
        <Adder label={t('targeting.addNot')} onAdd={() => set('not', {})} />
      )}
      {depth > 0 && members['any'] === undefined && (
        <Adder label={t('targeting.addAny')} onAdd={() => set('any', [{}, {}])} />
      )}
      {depth > 0 && members['all'] === undefined && (
        <Adder label={t('targeting.addAll')} onAdd={() => set('all', [{}, {}])} />
      )}
    </Group>
  );
  return (
    <Stack gap="sm">
      <Conditions rule={members} path={path} onChange={onChange} />
      {members['not'] !== undefined && (
        <Part title={t('targeting.not')} onRemove={disabled ? undefined : () => set('not', undefined)}>
          <RuleGroup
            rule={members['not']}
            path={`${path}.not`}
            depth={depth - 1}
            onChange={(not) => set('not', not)}
          />
        </Part>
      )}
      {(['any', 'all'] as const).map((kind) =>
        members[kind] === undefined ? null : (
          <Part
            key={kind}
            title={t(`targeting.${kind}`)}
            onRemove={disabled ? undefined : () => set(kind, undefined)}
          >
            <Groups
              {...{ kind, path, depth }}
              groups={listOf(members[kind])}
              onChange={(groups) => set(kind, groups)}
            />
          </Part>
        ),
      )}
      {!disabled && add}
    </Stack>
  );
}

interface GroupsProps extends Pick<RuleGroupProps, 'path' | 'depth'> {
  readonly kind: 'any' | 'all';
  readonly groups: readonly unknown[];
  readonly onChange: (groups: readonly unknown[] | undefined) => void;
}

function Groups({ kind, groups, path, depth, onChange }: GroupsProps) {
  const { t } = useTranslation();
  const { disabled } = useForm();
  return (
    <Stack gap="xs">
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a group is what stands at its place.
        <Stack key={index} gap={6} className="form-row">
          <Group justify="space-between">
            <Text size="xs" fw={600} c="dimmed">
              {index > 0 && `${t(kind === 'any' ? 'targeting.or' : 'targeting.and')} · `}
              {t('targeting.group', { number: index + 1 })}
            </Text>
            {!disabled && (
              <Button
                variant="subtle"
                color="red"
                size="compact-xs"
                onClick={() => onChange(withItem(groups, index, undefined))}
              >
                {t('form.removeRow', { what: t('targeting.group', { number: index + 1 }) })}
              </Button>
            )}
          </Group>
          <RuleGroup
            rule={group}
            path={`${path}.${kind}.${index}`}
            depth={depth - 1}
            onChange={(next) => onChange(withItem(groups, index, next))}
          />
        </Stack>
      ))}
      {!disabled && <Adder label={t('targeting.addGroup')} onAdd={() => onChange([...groups, {}])} />}
    </Stack>
  );
}

function Adder({ label, onAdd }: { readonly label: string; readonly onAdd: () => void }) {
  return (
    <Button
      variant="light"
      size="compact-xs"
      leftSection={<IconPlus size={12} />}
      onClick={onAdd}
      style={{ alignSelf: 'flex-start' }}
    >
      {label}
    </Button>
  );
}

interface PartProps {
  readonly title: string;
  readonly onRemove: (() => void) | undefined;
  readonly children: ReactNode;
}

function Part({ title, onRemove, children }: PartProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs" component="section" className="rule-part" aria-label={title}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" fw={500}>
          {title}
        </Text>
        {onRemove && (
          <Button variant="subtle" color="red" size="compact-xs" onClick={onRemove}>
            {t('common.remove')}
          </Button>
        )}
      </Group>
      {children}
    </Stack>
  );
}
