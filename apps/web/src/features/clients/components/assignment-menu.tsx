import type { AssignmentSummary } from '@healthprotocol/contracts/assignments';
import { useLingui } from '@lingui/react/macro';
import { ArrowUpCircle, CircleStop, Ellipsis, Pause, Play, SlidersHorizontal, Undo2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { messageOf } from '../../../platform/error-messages.ts';
import { IconButton } from '../../../shared/ui/icon-button.tsx';
import { Menu, type MenuItem } from '../../../shared/ui/menu.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { useChangeVersion, usePauseAssignment, useResumeAssignment } from '../api/change-assignment.ts';

const StopDialog = lazy(async () => ({ default: (await import('./stop-dialog.tsx')).StopDialog }));
const OverridesDialog = lazy(async () => ({
  default: (await import('./overrides-dialog.tsx')).OverridesDialog,
}));
const VersionDialog = lazy(async () => ({ default: (await import('./version-dialog.tsx')).VersionDialog }));

const iconClass = 'size-5';

interface AssignmentMenuProps {
  assignment: AssignmentSummary;
  /** The client's current date. */
  today: string;
}

/** What can be done with an assignment that has not ended for good. Pausing and resuming work at once and can be undone. */
export function AssignmentMenu({ assignment, today }: AssignmentMenuProps) {
  const { t, i18n } = useLingui();
  const [dialog, setDialog] = useState<'stop' | 'overrides' | 'version'>();
  const pause = usePauseAssignment(assignment);
  const resume = useResumeAssignment(assignment);
  const move = useChangeVersion(assignment);
  const { title, status, version, newestVersion, versionBeforeEnd } = assignment;
  const hasEnded = status === 'completed' || status === 'stopped';
  if (hasEnded && versionBeforeEnd === null) return <span />;

  const onError = (error: unknown) => showToast(i18n._(messageOf(error)), { tone: 'danger' });
  const pauseNow = (undoable: boolean) =>
    pause.mutate(undefined, {
      onError,
      onSuccess: () =>
        showToast(t`“${title}” is paused. The remaining days wait.`, {
          ...(undoable && { onUndo: () => resumeNow(false) }),
        }),
    });
  const resumeNow = (undoable: boolean) =>
    resume.mutate(undefined, {
      onError,
      onSuccess: () =>
        showToast(t`“${title}” goes on today.`, { ...(undoable && { onUndo: () => pauseNow(false) }) }),
    });

  // What is due again by going back was due before.
  const goBack = (to: number) =>
    move.mutate(
      { version: to, fromDate: today, confirmDueAgain: true },
      { onError, onSuccess: () => showToast(t`“${title}” goes on with version ${to}.`, { tone: 'done' }) },
    );

  const goingBack: MenuItem[] =
    versionBeforeEnd === null
      ? []
      : [
          {
            label: t`Go back to version ${versionBeforeEnd}`,
            icon: <Undo2 className={iconClass} />,
            onSelect: () => goBack(versionBeforeEnd),
          },
        ];
  const pausing: MenuItem[] =
    status === 'paused'
      ? [{ label: t`Resume today`, icon: <Play className={iconClass} />, onSelect: () => resumeNow(true) }]
      : status === 'active'
        ? [
            {
              label: t`Pause from today`,
              icon: <Pause className={iconClass} />,
              onSelect: () => pauseNow(true),
            },
          ]
        : [];
  const changing: MenuItem[] = [
    {
      label: t`Change for this client…`,
      icon: <SlidersHorizontal className={iconClass} />,
      onSelect: () => setDialog('overrides'),
    },
    ...(newestVersion > version
      ? [
          {
            label: t`Move to version ${newestVersion}…`,
            icon: <ArrowUpCircle className={iconClass} />,
            onSelect: () => setDialog('version'),
          },
        ]
      : []),
  ];
  const ending: MenuItem[] = [
    {
      label: t`Stop…`,
      icon: <CircleStop className={iconClass} />,
      danger: true,
      onSelect: () => setDialog('stop'),
    },
  ];
  const close = () => setDialog(undefined);
  const dialogProps = { assignment, today, onClose: close };
  return (
    <span>
      <Menu
        trigger={(trigger) => (
          <IconButton
            {...trigger}
            label={t`Actions for “${title}”`}
            icon={<Ellipsis aria-hidden="true" className="size-5" />}
          />
        )}
        groups={(hasEnded ? [goingBack] : [pausing, changing, ending])
          .filter((items) => items.length > 0)
          .map((items) => ({ items }))}
      />
      <Suspense>
        {dialog === 'stop' && <StopDialog {...dialogProps} />}
        {dialog === 'overrides' && <OverridesDialog {...dialogProps} />}
        {dialog === 'version' && (
          <VersionDialog
            {...dialogProps}
            onEnded={() => showToast(t`“${title}” has ended.`, { onUndo: () => goBack(version) })}
          />
        )}
      </Suspense>
    </span>
  );
}
