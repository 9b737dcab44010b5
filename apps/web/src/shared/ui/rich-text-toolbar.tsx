import { useLingui } from '@lingui/react/macro';
import type { Editor } from '@tiptap/react';
import { useEditorState } from '@tiptap/react';
import {
  Bold,
  Heading2,
  Heading3,
  Italic,
  Link,
  List,
  ListOrdered,
  type LucideIcon,
  Quote,
  Redo2,
  Undo2,
} from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { IconButton } from './icon-button.tsx';
import { LinkDialog } from './link-dialog.tsx';

interface Tool {
  label: string;
  icon: LucideIcon;
  pressed?: boolean;
  disabled?: boolean;
  run: () => void;
}

/** One tab stop; the arrow keys go from button to button (ARIA toolbar pattern). */
export function RichTextToolbar({ editor }: { editor: Editor }) {
  const { t } = useLingui();
  const [active, setActive] = useState(0);
  const [linking, setLinking] = useState(false);
  const state = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      bold: current.isActive('bold'),
      italic: current.isActive('italic'),
      h2: current.isActive('heading', { level: 2 }),
      h3: current.isActive('heading', { level: 3 }),
      bulletList: current.isActive('bulletList'),
      orderedList: current.isActive('orderedList'),
      blockquote: current.isActive('blockquote'),
      link: current.isActive('link'),
      canUndo: current.can().undo(),
      canRedo: current.can().redo(),
    }),
  });
  const chain = () => editor.chain().focus();
  const tools: Tool[] = [
    {
      label: t`Heading`,
      icon: Heading2,
      pressed: state.h2,
      run: () => chain().toggleHeading({ level: 2 }).run(),
    },
    {
      label: t`Subheading`,
      icon: Heading3,
      pressed: state.h3,
      run: () => chain().toggleHeading({ level: 3 }).run(),
    },
    { label: t`Bold`, icon: Bold, pressed: state.bold, run: () => chain().toggleBold().run() },
    { label: t`Italic`, icon: Italic, pressed: state.italic, run: () => chain().toggleItalic().run() },
    {
      label: t`Bulleted list`,
      icon: List,
      pressed: state.bulletList,
      run: () => chain().toggleBulletList().run(),
    },
    {
      label: t`Numbered list`,
      icon: ListOrdered,
      pressed: state.orderedList,
      run: () => chain().toggleOrderedList().run(),
    },
    { label: t`Quote`, icon: Quote, pressed: state.blockquote, run: () => chain().toggleBlockquote().run() },
    { label: t`Link`, icon: Link, pressed: state.link, run: () => setLinking(true) },
    { label: t`Undo`, icon: Undo2, disabled: !state.canUndo, run: () => chain().undo().run() },
    { label: t`Redo`, icon: Redo2, disabled: !state.canRedo, run: () => chain().redo().run() },
  ];

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const steps: Record<string, number> = { ArrowRight: forward, ArrowLeft: -forward };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const next = (active + step + tools.length) % tools.length;
    setActive(next);
    event.currentTarget.querySelectorAll('button')[next]?.focus();
  };

  return (
    <div
      role="toolbar"
      aria-label={t`Formatting`}
      onKeyDown={onKeyDown}
      className="flex flex-wrap gap-0.5 border-b border-hairline p-1"
    >
      {tools.map(({ label, icon: Icon, pressed, disabled, run }, index) => (
        <IconButton
          key={label}
          label={label}
          aria-pressed={pressed}
          // Not `disabled`, which would take the focus away from the toolbar.
          aria-disabled={disabled}
          tabIndex={index === active ? 0 : -1}
          onFocus={() => setActive(index)}
          onClick={() => !disabled && run()}
          icon={<Icon aria-hidden="true" className="size-4.5" />}
          className="aria-disabled:opacity-40 aria-pressed:bg-accent-soft aria-pressed:text-accent-ink"
        />
      ))}
      <LinkDialog editor={editor} open={linking} onOpenChange={setLinking} />
    </div>
  );
}
