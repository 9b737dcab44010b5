import { useLingui } from '@lingui/react/macro';
import { Ellipsis } from 'lucide-react';
import type { Ref } from 'react';
import { IconButton } from '../../../shared/ui/icon-button.tsx';
import { Menu, type MenuItem } from '../../../shared/ui/menu.tsx';
import { askedFor, type SheetKind, type Subject } from '../subject.ts';

interface RowMenuProps {
  subject: Subject;
  onOpenSheet: (kind: SheetKind) => void;
  onUndo: () => void;
  ref: Ref<HTMLButtonElement>;
}

/** Everything that can be said of a row besides "done". */
export function RowMenu({ subject, onOpenSheet, onUndo, ref }: RowMenuProps) {
  const { t } = useLingui();
  const { activity, checkIn } = subject;
  const asked = askedFor(subject);
  const sheet = (label: string, kind: SheetKind): MenuItem => ({ label, onSelect: () => onOpenSheet(kind) });
  const items = [
    ...(asked ? [sheet(checkIn ? t`Change the value` : t`Enter the value`, asked)] : []),
    ...(asked ? [] : [sheet(t`Partly done`, 'partly')]),
    sheet(t`Skip`, 'skip'),
    ...(asked && !checkIn ? [] : [sheet(checkIn?.note ? t`Change the note` : t`Add a note`, 'note')]),
    sheet(t`Details`, 'details'),
  ];
  return (
    <Menu
      trigger={(props) => (
        <IconButton
          {...props}
          ref={ref}
          label={t`More for ${activity.title}`}
          className="size-11"
          icon={<Ellipsis aria-hidden="true" className="size-5" />}
        />
      )}
      groups={[{ items }, ...(checkIn ? [{ items: [{ label: t`Undo`, onSelect: onUndo }] }] : [])]}
    />
  );
}
