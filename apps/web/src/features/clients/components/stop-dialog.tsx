import type { AssignmentSummary } from '@healthprotocol/contracts/assignments';
import { Trans, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { messageOf } from '../../../platform/error-messages.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Dialog } from '../../../shared/ui/dialog.tsx';
import { Field } from '../../../shared/ui/field.tsx';
import { TextArea } from '../../../shared/ui/text-area.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { useStopAssignment } from '../api/change-assignment.ts';

interface StopDialogProps {
  assignment: AssignmentSummary;
  onClose: () => void;
}

/** Stopping is for good, so it is asked for, with the reason that is kept. */
export function StopDialog({ assignment, onClose }: StopDialogProps) {
  const { t, i18n } = useLingui();
  const formId = useId();
  const stop = useStopAssignment(assignment);
  const form = useForm({ defaultValues: { reason: '' } });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={<Trans>Stop “{assignment.title}”?</Trans>}
      description={
        <Trans>
          Nothing is due from today on. The history stays; it can't be started again, only assigned anew.
        </Trans>
      }
      footer={
        <>
          <Button onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" form={formId} variant="danger" busy={stop.isPending}>
            <Trans>Stop for good</Trans>
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4 pb-1"
        onSubmit={form.handleSubmit(({ reason }) =>
          stop.mutate(reason.trim(), {
            onSuccess: () => {
              showToast(t`“${assignment.title}” is stopped.`, { tone: 'done' });
              onClose();
            },
          }),
        )}
      >
        {stop.error && (
          <Banner tone="danger" announce>
            {i18n._(messageOf(stop.error))}
          </Banner>
        )}
        <Field label={<Trans>Reason</Trans>} error={form.formState.errors.reason?.message}>
          <TextArea
            {...form.register('reason', {
              validate: (value) =>
                value.trim().length >= 3 || t`Write why, so that it can be understood later.`,
              maxLength: { value: 500, message: t`At most 500 characters.` },
            })}
          />
        </Field>
      </form>
    </Dialog>
  );
}
