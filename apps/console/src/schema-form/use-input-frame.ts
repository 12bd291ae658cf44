import { type InputProps, useForm } from './form-context.ts';
import { useFormWords } from './use-form-words.ts';

/** What every input has around it: its name, what it means, and the server's fault. */
export function useInputFrame(input: Pick<InputProps, 'path' | 'label' | 'required' | 'schema'>) {
  const { disabled, faults } = useForm();
  const { label, hint } = useFormWords().frame(input);
  return {
    label,
    description: hint,
    error: faults[input.path]?.join(' · '),
    disabled,
    required: input.required,
  };
}
