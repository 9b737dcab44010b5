import type { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import type { ProtocolDraft } from '@healthprotocol/contracts/protocols';

/** What the service holds when it is no longer what this editor started from: a draft, or (revision 0) what was published. */
export interface Theirs {
  revision: number;
  content: ProtocolContent;
  savedBy: string;
  savedAt: string;
}

/** The text that is being written, how it came to be, and what of it the service has. */
export interface EditorState {
  content: ProtocolContent;
  past: readonly ProtocolContent[];
  future: readonly ProtocolContent[];
  /** Key of the newest edit: further ones of the same place are one step of undo. */
  lastEdit: string | null;
  /** What the service has, as it was sent. */
  saved: ProtocolContent;
  revision: number;
  savedAt: string | null;
  saving: boolean;
  error: unknown;
  conflict: Theirs | null;
}

export type EditorAction =
  | { type: 'edited'; content: ProtocolContent; key: string | null }
  | { type: 'undone' }
  | { type: 'redone' }
  | { type: 'save_started' }
  | { type: 'save_done'; sent: ProtocolContent; draft: ProtocolDraft }
  | { type: 'save_failed'; error: unknown }
  | { type: 'conflict_found'; theirs: Theirs }
  | { type: 'mine_kept' }
  | { type: 'theirs_taken' };

const mostSteps = 100;

export function startEditing(
  content: ProtocolContent,
  draft: Pick<ProtocolDraft, 'revision' | 'savedAt'> | null,
): EditorState {
  return {
    content,
    past: [],
    future: [],
    lastEdit: null,
    saved: content,
    revision: draft?.revision ?? 0,
    savedAt: draft?.savedAt ?? null,
    saving: false,
    error: null,
    conflict: null,
  };
}

export function isUnsaved({ content, saved }: Pick<EditorState, 'content' | 'saved'>): boolean {
  return content !== saved;
}

/** No text is ever dropped here: what a save or another person's text replaces stays in the undo history. */
export function editorReducer(state: EditorState, action: EditorAction): EditorState {
  switch (action.type) {
    case 'edited': {
      if (action.content === state.content) return state;
      const continues = action.key !== null && action.key === state.lastEdit;
      return {
        ...state,
        content: action.content,
        past: continues ? state.past : [...state.past, state.content].slice(-mostSteps),
        future: [],
        lastEdit: action.key,
        error: null,
      };
    }
    case 'undone': {
      const before = state.past.at(-1);
      if (!before) return state;
      return {
        ...state,
        content: before,
        past: state.past.slice(0, -1),
        future: [state.content, ...state.future],
        lastEdit: null,
        error: null,
      };
    }
    case 'redone': {
      const [after, ...future] = state.future;
      if (!after) return state;
      return {
        ...state,
        content: after,
        past: [...state.past, state.content],
        future,
        lastEdit: null,
        error: null,
      };
    }
    case 'save_started':
      return { ...state, saving: true, error: null };
    case 'save_done':
      return {
        ...state,
        saving: false,
        saved: action.sent,
        revision: action.draft.revision,
        savedAt: action.draft.savedAt,
      };
    case 'save_failed':
      return { ...state, saving: false, error: action.error };
    case 'conflict_found':
      return { ...state, saving: false, conflict: action.theirs };
    case 'mine_kept':
      // The next save goes on top of their revision; theirs stays as what is compared with.
      return state.conflict
        ? { ...state, conflict: null, revision: state.conflict.revision, saved: state.conflict.content }
        : state;
    case 'theirs_taken':
      return state.conflict
        ? {
            ...state,
            conflict: null,
            revision: state.conflict.revision,
            savedAt: state.conflict.savedAt,
            content: state.conflict.content,
            saved: state.conflict.content,
            past: [...state.past, state.content].slice(-mostSteps),
            future: [],
            lastEdit: null,
          }
        : state;
  }
}
