import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface RecordJsonProps {
  readonly text: string;
  readonly readOnly: boolean;
  /** Whether the text can be read as an object. */
  readonly sound: boolean;
  readonly onText: (text: string) => void;
}

/** The whole record as it is stored. */
export function RecordJson({ text, readOnly, sound, onText }: RecordJsonProps) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t('form.asJson')}
      description={t('form.asJsonHint')}
      error={sound ? undefined : t('form.faults.json')}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      readOnly={readOnly}
      autosize
      minRows={12}
      maxRows={36}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
    />
  );
}
