import type { Protocol } from '@healthprotocol/contracts/protocols';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { messageOf } from '../../../platform/error-messages.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { useCopyProtocol } from '../api/copy-protocol.ts';

interface CopyDialogProps {
  protocol: Protocol;
  onClose: () => void;
  onCopied: (protocolId: string) => void;
}

export function CopyDialog({ protocol, onClose, onCopied }: CopyDialogProps) {
  const { t, i18n } = useLingui();
  const original = (protocol.latest ?? protocol.draft)?.content.title ?? '';
  const [id] = useState(uuidv7);
  const [title, setTitle] = useState(() => t`${original} (copy)`.slice(0, 100));
  const copy = useCopyProtocol(protocol.id);
  const tooShort = title.trim().length < 3;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={<Trans>Copy “{original}”</Trans>}
      description={
        <Trans>The copy is a draft of its own. What happens to one does not change the other.</Trans>
      }
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button variant="primary" type="submit" form="copy-protocol" busy={copy.isPending}>
            <Trans>Copy and edit</Trans>
          </Button>
        </>
      }
    >
      <form
        id="copy-protocol"
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (tooShort) return;
          copy.mutate({ id, title: title.trim() }, { onSuccess: (made) => onCopied(made.id) });
        }}
      >
        {copy.error && (
          <Banner tone="danger" announce>
            {i18n._(messageOf(copy.error))}
          </Banner>
        )}
        <Field label={<Trans>Title</Trans>} error={tooShort && <Trans>At least 3 characters.</Trans>}>
          <TextInput value={title} maxLength={100} onChange={(event) => setTitle(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
