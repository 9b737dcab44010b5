import { Trans, useLingui } from '@lingui/react/macro';
import type { Editor } from '@tiptap/react';
import { type FormEvent, useId, useState } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { TextInput } from './text-input.tsx';

interface LinkDialogProps {
  editor: Editor;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks for the address of a link; an empty one takes the link away. */
export function LinkDialog({ editor, open, onOpenChange }: LinkDialogProps) {
  const { t } = useLingui();
  const formId = useId();
  const [error, setError] = useState<string>();

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // React passes events through portals: the form around the editor must not be sent.
    event.stopPropagation();
    const href = String(new FormData(event.currentTarget).get('href') ?? '').trim();
    const chain = editor.chain().focus().extendMarkRange('link');
    if (href === '') chain.unsetLink().run();
    else if (/^(https?:\/\/|mailto:)\S+$/i.test(href)) chain.setLink({ href }).run();
    else {
      setError(t`Start with https:// or mailto:`);
      return;
    }
    setError(undefined);
    onOpenChange(false);
  };

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title={<Trans>Link</Trans>}
      footer={
        <Button variant="primary" type="submit" form={formId}>
          <Trans>Apply</Trans>
        </Button>
      }
    >
      <form id={formId} noValidate onSubmit={onSubmit}>
        <Field
          label={<Trans>Address</Trans>}
          error={error}
          hint={<Trans>Leave it empty to remove the link.</Trans>}
        >
          <TextInput
            type="url"
            name="href"
            dir="ltr"
            placeholder="https://"
            defaultValue={String(editor.getAttributes('link').href ?? '')}
          />
        </Field>
      </form>
    </Dialog>
  );
}
