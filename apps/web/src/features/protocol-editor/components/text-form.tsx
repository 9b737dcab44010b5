import { Trans, useLingui } from '@lingui/react/macro';
import { useRef } from 'react';
import { RichTextEditor } from '../../../shared/ui/rich-text-editor.tsx';
import { useEditing } from '../editor-context.ts';
import { FormTitle } from './form-title.tsx';

/** What clients read beside their activities. */
export function TextForm() {
  const { t } = useLingui();
  const { content, edit, issueAt } = useEditing();
  const issue = issueAt('content');
  // The editor keeps its own text; another one (undo, somebody else's draft) starts it anew.
  const own = useRef(content.content);
  const round = useRef(0);
  if (content.content !== own.current) {
    own.current = content.content;
    round.current += 1;
  }
  return (
    <div className="flex flex-col gap-4">
      <FormTitle>
        <Trans>Text for clients</Trans>
      </FormTitle>
      <p className="text-body text-muted">
        <Trans>Why it helps, how to begin, and when to call you. Clients find it in their plan.</Trans>
      </p>
      <RichTextEditor
        key={round.current}
        initialHtml={content.content}
        label={t`Text for clients`}
        placeholder={t`Write here…`}
        onChange={(html) => {
          own.current = html;
          edit({ ...content, content: html }, 'content');
        }}
      />
      {issue && (
        <p role="alert" className="text-sm text-danger-ink">
          {issue}
        </p>
      )}
    </div>
  );
}
