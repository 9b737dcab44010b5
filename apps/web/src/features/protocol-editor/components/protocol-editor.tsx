import type { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import type { Protocol, ProtocolDraft } from '@healthprotocol/contracts/protocols';
import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { cx } from '../../../shared/lib/cx.ts';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { usePublishProtocol } from '../api/publish-protocol.ts';
import { EditingContext } from '../editor-context.ts';
import { useDraftEditor } from '../hooks/use-draft-editor.ts';
import { useUndoKeys } from '../hooks/use-undo-keys.ts';
import { issueWords } from '../issue-words.ts';
import { existing, isSame, type Selection, selectionOf } from '../selection.ts';
import { ConflictBanner } from './conflict-banner.tsx';
import { EditorHeader } from './editor-header.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { Outline } from './outline.tsx';
import { type Pane, PaneSwitch } from './pane-switch.tsx';
import { PreviewPane } from './preview-pane.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { SelectedForm } from './selected-form.tsx';

interface ProtocolEditorProps {
  protocol: Protocol;
  /** The draft, or the newest version where there is none yet. */
  content: ProtocolContent;
  backLink: ReactNode;
  onSaved: (draft: ProtocolDraft) => void;
  onPublished: (protocol: Protocol) => void;
}

/** Writes a draft: the outline, the form of what is selected, and what a client will see. */
export function ProtocolEditor({ protocol, content, backLink, onSaved, onPublished }: ProtocolEditorProps) {
  const { t } = useLingui();
  const { state, dispatch, issues, save, unsaved } = useDraftEditor({ protocol, content, onSaved });
  const [chosen, setChosen] = useState<Selection>({ part: 'about' });
  const [pane, setPane] = useState<Pane>('form');
  const [isPublishing, setPublishing] = useState(false);
  const publish = usePublishProtocol(protocol.id);
  const form = useRef<HTMLDivElement>(null);
  const selection = existing(chosen, state.content);

  const undo = useCallback(() => dispatch({ type: 'undone' }), [dispatch]);
  const redo = useCallback(() => dispatch({ type: 'redone' }), [dispatch]);
  useUndoKeys(undo, redo);

  const select = (next: Selection) => {
    setChosen(next);
    setPane('form');
  };
  const focusIssue = useRef(false);
  const showIssue = (path: string) => {
    setPublishing(false);
    focusIssue.current = true;
    select(selectionOf(path, state.content));
  };
  useEffect(() => {
    if (!focusIssue.current) return;
    focusIssue.current = false;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });

  const editing = useMemo(
    () => ({
      content: state.content,
      edit: (next: ProtocolContent, key: string | null) => dispatch({ type: 'edited', content: next, key }),
      issueAt: (path: string) => {
        const found = issues.find((issue) => issue.path === path || issue.path.startsWith(`${path}.`));
        return found && issueWords(found);
      },
    }),
    [state.content, issues, dispatch],
  );

  const publishNow = async (note: string) => {
    const outcome = await save();
    if (outcome.kind !== 'saved') {
      setPublishing(false);
      return;
    }
    publish.mutate(
      { revision: outcome.revision, note },
      {
        onSuccess: (published) => {
          showToast(t`Version ${published.latest?.version ?? 1} is published.`, { tone: 'done' });
          onPublished(published);
        },
      },
    );
  };

  return (
    <EditingContext value={editing}>
      <div className="flex min-h-[calc(100dvh-var(--bar-height,0px)*2)] flex-col xl:h-dvh xl:min-h-0">
        <EditorHeader
          state={state}
          issueCount={issues.length}
          backLink={backLink}
          onUndo={undo}
          onRedo={redo}
          onRetry={() => void save()}
          onShowIssues={() => showIssue(issues[0]?.path ?? '')}
          onPublish={() => {
            publish.reset();
            setPublishing(true);
          }}
        />
        {state.conflict && (
          <div className="px-4 pt-3 sm:px-6">
            <ConflictBanner
              mine={state.content}
              theirs={state.conflict}
              onKeepMine={() => dispatch({ type: 'mine_kept' })}
              onTakeTheirs={() => dispatch({ type: 'theirs_taken' })}
            />
          </div>
        )}
        <PaneSwitch pane={pane} onChange={setPane} />
        <div className="grid min-h-0 flex-1 xl:grid-cols-[17rem_minmax(0,1fr)_20rem]">
          <div
            className={cx(
              'xl:overflow-y-auto xl:border-e xl:border-hairline',
              pane !== 'outline' && 'max-xl:hidden',
            )}
          >
            <Outline
              selection={selection}
              onSelect={select}
              issuesIn={(part) =>
                issues.filter(({ path }) => isSame(selectionOf(path, state.content), part)).length
              }
            />
          </div>
          <div
            ref={form}
            className={cx('min-w-0 px-4 py-5 sm:px-6 xl:overflow-y-auto', pane !== 'form' && 'max-xl:hidden')}
          >
            <div className="mx-auto max-w-2xl pb-16">
              <SelectedForm selection={selection} onSelect={select} onUndo={undo} />
            </div>
          </div>
          <div
            className={cx(
              'xl:overflow-y-auto xl:border-s xl:border-hairline',
              pane !== 'preview' && 'max-xl:hidden',
            )}
          >
            <PreviewPane content={state.content} selection={selection} />
          </div>
        </div>
      </div>
      {isPublishing && (
        <PublishDialog
          protocol={protocol}
          content={state.content}
          issues={issues}
          busy={publish.isPending || state.saving}
          error={publish.error}
          onShowIssue={showIssue}
          onPublish={(note) => void publishNow(note)}
          onClose={() => setPublishing(false)}
        />
      )}
      <LeaveGuard unsaved={unsaved} trySave={async () => (await save()).kind === 'saved'} />
    </EditingContext>
  );
}
