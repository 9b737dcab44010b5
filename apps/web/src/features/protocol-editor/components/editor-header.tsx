import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { CircleAlert, Redo2, Undo2 } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { messageOf } from '../../../platform/error-messages.ts';
import { useLocale } from '../../../platform/i18n/use-locale.ts';
import { instantOf, now } from '../../../shared/lib/clock.ts';
import { formatAgo } from '../../../shared/lib/format.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { IconButton } from '../../../shared/ui/icon-button.tsx';
import { Spinner } from '../../../shared/ui/spinner.tsx';
import { type EditorState, isUnsaved } from '../editor-state.ts';

interface EditorHeaderProps {
  state: EditorState;
  issueCount: number;
  backLink: ReactNode;
  onUndo: () => void;
  onRedo: () => void;
  onRetry: () => void;
  onShowIssues: () => void;
  onPublish: () => void;
}

/** What is being edited, whether the service has it, and what to do with it. */
export function EditorHeader(props: EditorHeaderProps) {
  const { t } = useLingui();
  const { state } = props;
  const title = state.content.title.trim() || t`Untitled protocol`;
  useEffect(() => {
    document.title = `${title} · HealthProtocol`;
  }, [title]);
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-hairline bg-surface px-4 py-2.5 sm:px-6">
      <div className="min-w-0 flex-1 basis-60">
        <div className="text-sm text-muted">{props.backLink}</div>
        <h1 dir="auto" className="truncate text-base font-semibold" title={title}>
          {title}
        </h1>
      </div>
      <div className="min-w-0 text-sm text-muted max-sm:order-3 max-sm:w-full">
        <SaveState {...props} />
      </div>
      <div className="flex items-center gap-1">
        <IconButton
          label={t`Undo the last change`}
          disabled={state.past.length === 0}
          onClick={props.onUndo}
          icon={<Undo2 aria-hidden="true" className="size-5" />}
        />
        <IconButton
          label={t`Redo the change`}
          disabled={state.future.length === 0}
          onClick={props.onRedo}
          icon={<Redo2 aria-hidden="true" className="size-5" />}
        />
        <Button variant="primary" className="ms-2" onClick={props.onPublish}>
          <Trans>Publish…</Trans>
        </Button>
      </div>
    </header>
  );
}

function SaveState({ state, issueCount, onRetry, onShowIssues }: EditorHeaderProps) {
  const { i18n } = useLingui();
  const unsaved = isUnsaved(state);
  if (state.conflict) return <Problem words={<Trans>Not saved: somebody else changed this draft</Trans>} />;
  if (issueCount > 0) {
    return (
      <span className="flex flex-wrap items-center gap-x-2">
        <Problem
          words={
            unsaved ? (
              <Plural
                value={issueCount}
                one="Not saved: # thing to put right"
                other="Not saved: # things to put right"
              />
            ) : (
              <Plural value={issueCount} one="# thing to put right" other="# things to put right" />
            )
          }
        />
        <Button size="sm" variant="quiet" onClick={onShowIssues}>
          <Trans>Show</Trans>
        </Button>
      </span>
    );
  }
  if (state.error) {
    return (
      <span className="flex flex-wrap items-center gap-x-2">
        <Problem words={<Trans>Not saved: {i18n._(messageOf(state.error))}</Trans>} />
        <Button size="sm" variant="quiet" onClick={onRetry}>
          <Trans>Try again</Trans>
        </Button>
      </span>
    );
  }
  if (state.saving || unsaved) {
    return (
      <span role="status" className="flex items-center gap-2">
        <Spinner />
        <Trans>Saving…</Trans>
      </span>
    );
  }
  return state.savedAt === null ? (
    <span>
      <Trans>No changes yet</Trans>
    </span>
  ) : (
    <SavedAgo key={state.savedAt} savedAt={state.savedAt} />
  );
}

function Problem({ words }: { words: ReactNode }) {
  return (
    <span role="status" className="flex items-center gap-1.5 font-medium text-danger-ink">
      <CircleAlert aria-hidden="true" className="size-4 shrink-0" />
      <span>{words}</span>
    </span>
  );
}

/** "Saved 20 seconds ago", told again as time goes by. */
function SavedAgo({ savedAt }: { savedAt: string }) {
  const locale = useLocale();
  const [at, setAt] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), 10_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.round((at.getTime() - instantOf(savedAt).getTime()) / 1000));
  const ago =
    seconds < 10
      ? undefined
      : seconds < 60
        ? new Intl.RelativeTimeFormat(locale).format(-Math.floor(seconds / 10) * 10, 'second')
        : formatAgo(savedAt, at, locale);
  return <span>{ago ? <Trans>Saved {ago}</Trans> : <Trans>Saved just now</Trans>}</span>;
}
