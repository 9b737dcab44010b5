import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../shared/ui/button.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { Sheet } from '../../../shared/ui/sheet.tsx';
import { TextArea } from '../../../shared/ui/text-area.tsx';
import { answerOf } from '../subject.ts';
import type { AnswerSheetProps } from './answer-sheet.tsx';

/** A note goes with what was said; where nothing was said yet, with "done". */
export function NoteSheet({ subject, onAnswer, onClose }: AnswerSheetProps) {
  const { activity, checkIn } = subject;
  const [note, setNote] = useState(checkIn?.note ?? '');
  const save = () => {
    const said = checkIn ? answerOf(checkIn) : { status: 'done' as const };
    onAnswer({ ...said, note: note.trim() });
  };
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={<Trans>Note</Trans>}
      description={<span dir="auto">{activity.title}</span>}
      footer={
        <Button variant="primary" onClick={save}>
          {checkIn ? <Trans>Save the note</Trans> : <Trans>Done, with this note</Trans>}
        </Button>
      }
    >
      <Field label={<Trans>What should your practitioner know?</Trans>} optional>
        <TextArea
          ref={focusOnce}
          rows={4}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </Sheet>
  );
}

/** Outside the component, so that it is the same at every drawing and runs once. */
function focusOnce(element: HTMLTextAreaElement | null): void {
  element?.focus();
}
