import type { Ref, TextareaHTMLAttributes } from 'react';
import { cx } from '../lib/cx.ts';
import { useFieldControl } from './field-context.ts';
import { inputStyle } from './input-style.ts';

export interface TextAreaProps extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  ref?: Ref<HTMLTextAreaElement>;
}

/** Grows with its text, up to twelve lines. */
export function TextArea({ className, rows = 3, ...rest }: TextAreaProps) {
  const { control } = useFieldControl();
  return (
    <textarea
      {...control}
      {...rest}
      rows={rows}
      dir={rest.dir ?? 'auto'}
      className={cx(
        inputStyle,
        'read-only:bg-sunken field-sizing-content max-h-80 min-h-20 resize-y py-2',
        className,
      )}
    />
  );
}
