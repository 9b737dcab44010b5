import { EditorContent, useEditor } from '@tiptap/react';
import StarterKit from '@tiptap/starter-kit';
import { useState } from 'react';
import { useFieldControl } from './field-context.ts';
import type { RichTextEditorProps } from './rich-text-editor.tsx';
import { tableExtensions } from './rich-text-tables.ts';
import { RichTextToolbar } from './rich-text-toolbar.tsx';

export function RichTextEditorPanel({
  initialHtml,
  onChange,
  label,
  placeholder,
  readOnly,
}: RichTextEditorProps) {
  const { control } = useFieldControl();
  const [isEmpty, setIsEmpty] = useState(initialHtml.trim() === '');
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        heading: { levels: [2, 3] },
        codeBlock: false,
        link: { openOnClick: false, protocols: ['http', 'https', 'mailto'], defaultProtocol: 'https' },
      }),
      ...tableExtensions,
    ],
    content: initialHtml,
    editable: !readOnly,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        dir: 'auto',
        class: 'rich-text rich-text-editor min-h-40 px-4 py-3',
        ...(control['aria-describedby'] ? { 'aria-describedby': control['aria-describedby'] } : {}),
        ...(control['aria-invalid'] ? { 'aria-invalid': 'true' } : {}),
      },
    },
    onUpdate: ({ editor: current }) => {
      setIsEmpty(current.isEmpty);
      onChange(current.isEmpty ? '' : current.getHTML());
    },
  });
  if (!editor) return null;
  return (
    <div className="overflow-clip rounded-md border border-outline bg-surface has-[.rich-text-editor:focus-visible]:border-focus has-[.rich-text-editor:focus-visible]:outline-2 has-[.rich-text-editor:focus-visible]:outline-focus">
      {!readOnly && <RichTextToolbar editor={editor} />}
      <div className="relative">
        {isEmpty && placeholder && (
          <p aria-hidden="true" className="pointer-events-none absolute inset-x-4 top-3 text-base text-muted">
            {placeholder}
          </p>
        )}
        <EditorContent editor={editor} />
      </div>
    </div>
  );
}
