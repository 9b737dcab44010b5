import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { messageOf } from '../../../platform/error-messages.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { NumberInput } from '../../../shared/ui/number-input.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { useCreateProtocol } from '../api/create-protocol.ts';

interface NewProtocolDialogProps {
  onClose: () => void;
  onCreated: (protocolId: string) => void;
}

/** Asks for the little without which there is no protocol; everything else is written in the editor. */
export function NewProtocolDialog({ onClose, onCreated }: NewProtocolDialogProps) {
  const { t, i18n } = useLingui();
  const [id] = useState(uuidv7);
  const [title, setTitle] = useState('');
  const [durationDays, setDurationDays] = useState<number | null>(28);
  const [tried, setTried] = useState(false);
  const create = useCreateProtocol();
  const titleLength = title.trim().length;
  const titleProblem = titleLength < 3 || titleLength > 100 ? t`Between 3 and 100 characters.` : undefined;
  const daysProblem =
    durationDays === null || durationDays < 1 || durationDays > 365
      ? t`A whole number from 1 to 365.`
      : undefined;

  const submit = () => {
    setTried(true);
    if (titleProblem || daysProblem || durationDays === null) return;
    create.mutate(
      { id, title: title.trim(), durationDays },
      { onSuccess: (protocol) => onCreated(protocol.id) },
    );
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={<Trans>New protocol</Trans>}
      description={<Trans>Both can be changed later. It stays a draft until you publish it.</Trans>}
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button variant="primary" type="submit" form="new-protocol" busy={create.isPending}>
            <Trans>Create and edit</Trans>
          </Button>
        </>
      }
    >
      <form
        id="new-protocol"
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {create.error && (
          <Banner tone="danger" announce>
            {i18n._(messageOf(create.error))}
          </Banner>
        )}
        <Field label={<Trans>Title</Trans>} error={tried && titleProblem}>
          <TextInput value={title} maxLength={100} onChange={(event) => setTitle(event.target.value)} />
        </Field>
        <Field
          label={<Trans>Length</Trans>}
          unit={t`days`}
          hint={<Trans>4 weeks are 28 days.</Trans>}
          error={tried && daysProblem}
        >
          <NumberInput value={durationDays} onValueChange={setDurationDays} />
        </Field>
      </form>
    </Dialog>
  );
}
