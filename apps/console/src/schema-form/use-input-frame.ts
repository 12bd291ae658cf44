import { type InputProps, useForm } from './form-context.ts';
import { useFormWords } from './use-form-words.ts';

/** What every input has around it: its name, what it means, and the server's fault. */
export function useInputFrame({ path, label, required }: Pick<InputProps, 'path' | 'label' | 'required'>) {
  const { disabled, faults } = useForm();
  const words = useFormWords();
  return {
    label: label ?? words.label(path),
    description: words.hint(path),
    error: faults[path]?.join(' · '),
    disabled,
    required,
  };
}
