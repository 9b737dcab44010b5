import { lazy, Suspense } from 'react';
import { Skeleton } from './skeleton.tsx';

export interface RichTextEditorProps {
  /** HTML to start from. Later changes of this value do not reach the editor: give it a new `key` instead. */
  initialHtml: string;
  onChange: (html: string) => void;
  label: string;
  placeholder?: string;
  readOnly?: boolean;
}

const Editor = lazy(async () => ({
  default: (await import('./rich-text-editor-panel.tsx')).RichTextEditorPanel,
}));

/** Writes rich text. The editor's code, the largest of the app, is loaded only where one is drawn. */
export function RichTextEditor(props: RichTextEditorProps) {
  return (
    <Suspense
      fallback={
        <div aria-busy="true" className="rounded-md border border-hairline p-3">
          <Skeleton className="h-40" />
        </div>
      }
    >
      <Editor {...props} />
    </Suspense>
  );
}
