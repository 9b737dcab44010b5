import { Check, Ellipsis, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { ConfirmDialog } from '../../shared/ui/confirm-dialog.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Field } from '../../shared/ui/field.tsx';
import { IconButton } from '../../shared/ui/icon-button.tsx';
import { Menu } from '../../shared/ui/menu.tsx';
import { Sheet } from '../../shared/ui/sheet.tsx';
import { TextArea } from '../../shared/ui/text-area.tsx';
import { TextInput } from '../../shared/ui/text-input.tsx';
import { showToast } from '../../shared/ui/toast-store.ts';
import { Row, Section } from './section.tsx';

const icon = (Icon: typeof Plus) => <Icon aria-hidden="true" className="size-5" />;

export function ActionsSection() {
  const [open, setOpen] = useState<'dialog' | 'confirm' | 'sheet'>();
  const openChange = (isOpen: boolean) => !isOpen && setOpen(undefined);
  return (
    <Section title="Actions">
      <Row>
        <Button variant="primary" icon={icon(Plus)}>
          New protocol
        </Button>
        <Button>Save draft</Button>
        <Button variant="quiet">Preview</Button>
        <Button variant="danger" icon={icon(Trash2)}>
          Stop assignment
        </Button>
        <Button variant="primary" busy>
          Publishing
        </Button>
        <Button disabled>Not now</Button>
      </Row>
      <Row>
        <Button size="sm" variant="primary">
          Small
        </Button>
        <Button size="sm">Small</Button>
        <IconButton label="Done" icon={icon(Check)} />
        <Menu
          align="start"
          trigger={(props) => <IconButton {...props} label="More" icon={icon(Ellipsis)} />}
          groups={[
            { items: [{ label: 'Duplicate', onSelect: () => showToast('Duplicated') }] },
            {
              items: [
                { label: 'Retire', danger: true, icon: icon(Trash2), onSelect: () => setOpen('confirm') },
              ],
            },
          ]}
        />
      </Row>
      <Row>
        <Button onClick={() => setOpen('dialog')}>Open dialog</Button>
        <Button onClick={() => setOpen('confirm')}>Ask first</Button>
        <Button onClick={() => setOpen('sheet')}>Open sheet</Button>
        <Button
          onClick={() => showToast('Marked as done', { tone: 'done', onUndo: () => showToast('Taken back') })}
        >
          Show toast
        </Button>
      </Row>
      <Dialog
        open={open === 'dialog'}
        onOpenChange={openChange}
        title="Invite by e-mail"
        description="The link works for 7 days."
        footer={
          <>
            <Button onClick={() => setOpen(undefined)}>Cancel</Button>
            <Button variant="primary">Send invitation</Button>
          </>
        }
      >
        <Field label="E-mail address">
          <TextInput type="email" />
        </Field>
      </Dialog>
      <ConfirmDialog
        open={open === 'confirm'}
        onOpenChange={openChange}
        title="Retire “DASH for blood pressure”?"
        description="Running assignments go on. New ones can no longer be made."
        confirmLabel="Retire"
        destructive
        onConfirm={() => setOpen(undefined)}
      />
      <Sheet
        open={open === 'sheet'}
        onOpenChange={openChange}
        title="Vitamin D3"
        description="1000 IU, with breakfast"
      >
        <Field label="Note" optional>
          <TextArea />
        </Field>
      </Sheet>
    </Section>
  );
}
