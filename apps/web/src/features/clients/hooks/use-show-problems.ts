import { useLingui } from '@lingui/react';
import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import { fieldProblems } from '../../../platform/field-issues.ts';

/** Puts what the service said about single fields beside them, the first of them with the focus. */
export function useShowProblems() {
  const { i18n } = useLingui();
  return <Form extends FieldValues>(error: unknown, setError: UseFormSetError<Form>): void => {
    fieldProblems(error).forEach(({ path, message }, index) => {
      setError(path as Path<Form>, { message: i18n._(message) }, { shouldFocus: index === 0 });
    });
  };
}
