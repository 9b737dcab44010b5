import type { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import type { Protocol, ProtocolDraft } from '@healthprotocol/contracts/protocols';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { ApiProblem } from '../../../platform/api-problem.ts';
import { getTheirs } from '../api/get-theirs.ts';
import { saveDraft } from '../api/save-draft.ts';
import { editorReducer, isUnsaved, startEditing } from '../editor-state.ts';
import type { ContentIssue } from '../validate-content.ts';
import { useValidation } from './use-validation.ts';

/** Typing has paused when nothing was typed for so long. */
const pauseMs = 800;

/** How a save ended: `conflict` when somebody else saved meanwhile. */
type SaveOutcome = { kind: 'saved'; revision: number } | { kind: 'conflict' | 'failed' | 'invalid' };

interface DraftEditorOptions {
  protocol: Protocol;
  content: ProtocolContent;
  onSaved: (draft: ProtocolDraft) => void;
}

/** A draft that saves itself when typing pauses, on top of the revision it knows, and never over somebody else's text. */
export function useDraftEditor({ protocol, content, onSaved }: DraftEditorOptions) {
  const [state, dispatch] = useReducer(editorReducer, startEditing(content, protocol.draft));
  const issues = useValidation(state.content);
  const protocolId = protocol.id;

  // What a save that was started earlier has to know when it runs.
  const newest = useRef({ state, issues, onSaved });
  newest.current = { state, issues, onSaved };
  const running = useRef<Promise<SaveOutcome>>(undefined);

  const saveOnce = useCallback(async (): Promise<SaveOutcome> => {
    const { state: now, issues: found } = newest.current;
    if (now.conflict) return { kind: 'conflict' };
    if (!isUnsaved(now) && now.revision > 0) return { kind: 'saved', revision: now.revision };
    if (found === undefined || found.length > 0) return { kind: 'invalid' };
    dispatch({ type: 'save_started' });
    try {
      const draft = await saveDraft(protocolId, now.revision, now.content);
      dispatch({ type: 'save_done', sent: now.content, draft });
      newest.current.onSaved(draft);
      return { kind: 'saved', revision: draft.revision };
    } catch (error) {
      return await afterFailure(error, protocolId, dispatch);
    }
  }, [protocolId]);

  /** Saves what is there now; one save at a time. */
  const save = useCallback((): Promise<SaveOutcome> => {
    running.current = (running.current ?? Promise.resolve()).then(saveOnce, saveOnce);
    return running.current;
  }, [saveOnce]);

  const { content: draft, saved } = state;
  const isValid = issues?.length === 0;
  const mustWait = state.saving || state.conflict !== null || state.error !== null;
  useEffect(() => {
    if (draft === saved || !isValid || mustWait) return;
    const timer = setTimeout(() => void save(), pauseMs);
    return () => clearTimeout(timer);
  }, [draft, saved, isValid, mustWait, save]);

  return { state, dispatch, issues: issues ?? noIssues, save, unsaved: isUnsaved(state) };
}

const noIssues: ContentIssue[] = [];

async function afterFailure(
  error: unknown,
  protocolId: string,
  dispatch: (action: Parameters<typeof editorReducer>[1]) => void,
): Promise<SaveOutcome> {
  if (error instanceof ApiProblem && error.code === 'draft_changed') {
    const theirs = await getTheirs(protocolId).catch(() => null);
    if (theirs) {
      dispatch({ type: 'conflict_found', theirs });
      return { kind: 'conflict' };
    }
  }
  dispatch({ type: 'save_failed', error });
  return { kind: 'failed' };
}
