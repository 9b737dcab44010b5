import { createContext, use } from 'react';

export interface FieldControl {
  id: string;
  labelId: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
  unit: string | undefined;
}

export const FieldContext = createContext<FieldControl | undefined>(undefined);

/** What an input inside a Field says about itself: its id, what describes it, and whether it is wrong. */
export function useFieldControl() {
  const field = use(FieldContext);
  return {
    unit: field?.unit,
    labelId: field?.labelId,
    control: field
      ? {
          id: field.id,
          'aria-describedby': field.describedBy,
          'aria-invalid': field.invalid || undefined,
          'aria-required': field.required || undefined,
        }
      : {},
  };
}
