import { Divider, Stack, Title } from '@mantine/core';
import { Fragment } from 'react';
import type { Draft, DraftValue, Field, FieldFaults } from './field.ts';
import { FieldInput } from './field-input.tsx';

interface RecordInputsProps {
  readonly fields: readonly Field[];
  readonly draft: Draft;
  readonly faults: FieldFaults;
  readonly isNew: boolean;
  readonly readOnly: boolean;
  readonly onChange: (path: string, value: DraftValue) => void;
}

/** All inputs of a record that have something to ask now, part by part. */
export function RecordInputs({ fields, draft, faults, isNew, readOnly, onChange }: RecordInputsProps) {
  const shown = fields.filter((field) => field.when?.(draft) ?? true);
  return (
    <Stack gap="md">
      {shown.map((field) => (
        <Fragment key={field.path}>
          {field.section && (
            <div>
              <Divider mb="sm" />
              <Title order={3} size="h4">
                {field.section}
              </Title>
            </div>
          )}
          <FieldInput
            field={field}
            draft={draft}
            faults={faults}
            disabled={readOnly}
            fixed={!isNew && field.path === 'id'}
            onChange={(value) => onChange(field.path, value)}
          />
        </Fragment>
      ))}
    </Stack>
  );
}
