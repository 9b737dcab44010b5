import type { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import { createContext, use } from 'react';

/** What every form of the editor works with. */
export interface Editing {
  content: ProtocolContent;
  /** Replaces the content; edits with the same key in a row are one step of undo. */
  edit: (content: ProtocolContent, key: string | null) => void;
  /** What is wrong at a path such as `phases.0.endDay`, or below it. */
  issueAt: (path: string) => string | undefined;
}

export const EditingContext = createContext<Editing | undefined>(undefined);

export function useEditing(): Editing {
  const editing = use(EditingContext);
  if (!editing) throw new Error('A form of the editor is drawn outside it');
  return editing;
}

/** One part of a list in the content: reads it, changes it, takes it out. */
export function usePart<K extends 'phases' | 'activities' | 'goals' | 'contraindications' | 'evidence'>(
  list: K,
  index: number,
) {
  const { content, edit, issueAt } = useEditing();
  type Part = ProtocolContent[K][number];
  const parts = content[list] as Part[];
  return {
    change: (change: Partial<Part>, field: string) =>
      edit(
        { ...content, [list]: parts.map((part, at) => (at === index ? { ...part, ...change } : part)) },
        `${list}.${index}.${field}`,
      ),
    remove: () => edit({ ...content, [list]: parts.filter((_, at) => at !== index) }, null),
    issueAt: (field: string) => issueAt(`${list}.${index}.${field}`),
  };
}
