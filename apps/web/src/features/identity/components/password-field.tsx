import { Trans, useLingui } from '@lingui/react/macro';
import { Eye, EyeOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { Field } from '../../../shared/ui/field.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';

/** The least a new password has (NIST SP 800-63B); the server checks the same. */
export const MIN_PASSWORD_LENGTH = 12;

interface PasswordFieldProps {
  registration: UseFormRegisterReturn;
  error?: ReactNode;
  /** A new password states its rule; the current one has none. */
  isNew?: boolean;
  label?: ReactNode;
}

export function PasswordField({ registration, error, isNew = false, label }: PasswordFieldProps) {
  const { t } = useLingui();
  const [visible, setVisible] = useState(false);
  return (
    <Field
      label={label ?? <Trans>Password</Trans>}
      error={error}
      hint={
        isNew && (
          <Trans>At least {MIN_PASSWORD_LENGTH} characters. A few words in a row are a good one.</Trans>
        )
      }
    >
      <div className="relative">
        <TextInput
          {...registration}
          type={visible ? 'text' : 'password'}
          autoComplete={isNew ? 'new-password' : 'current-password'}
          dir="ltr"
          className="pe-12"
        />
        <button
          type="button"
          className="absolute inset-e-0 top-0 grid h-full w-11 place-items-center rounded-md text-muted hover:text-ink"
          aria-pressed={visible}
          aria-label={t`Show password`}
          onClick={() => setVisible(!visible)}
        >
          {visible ? (
            <EyeOff aria-hidden="true" className="size-5" />
          ) : (
            <Eye aria-hidden="true" className="size-5" />
          )}
        </button>
      </div>
    </Field>
  );
}
