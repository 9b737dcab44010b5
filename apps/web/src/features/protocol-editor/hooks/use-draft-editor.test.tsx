import { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import type { Protocol } from '@healthprotocol/contracts/protocols';
import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderUi } from '../../../shared/test/render-ui.tsx';
import { useDraftEditor } from './use-draft-editor.ts';

const content = ProtocolContent.parse({ title: 'Walk every day', durationDays: 14 });
const savedAt = '2026-11-23T10:00:00Z';

/** The draft as the service holds it. */
let held: { revision: number; content: ProtocolContent; savedBy: string; savedAt: string };
const saves: { revision: number; content: ProtocolContent }[] = [];

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

const protocolOf = (): Protocol => ({
  id: 'p',
  status: 'draft',
  draft: held,
  latest: null,
  runningAssignments: 0,
  createdAt: savedAt,
  updatedAt: savedAt,
});

beforeEach(() => {
  held = { revision: 1, content, savedBy: 'Maya', savedAt };
  saves.length = 0;
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    if (init.method === 'GET') return json(protocolOf());
    const body = JSON.parse(String(init.body));
    saves.push(body);
    if (body.revision !== held.revision) return json({ code: 'draft_changed', title: '', status: 409 }, 409);
    held = { revision: held.revision + 1, content: body.content, savedBy: 'Maya', savedAt };
    return json(held);
  });
});

afterEach(() => vi.unstubAllGlobals());

function Harness() {
  const { state, dispatch, issues, unsaved } = useDraftEditor({
    protocol: protocolOf(),
    content,
    onSaved: () => {},
  });
  return (
    <>
      <input
        aria-label="Title"
        value={state.content.title}
        onChange={(event) =>
          dispatch({
            type: 'edited',
            content: { ...state.content, title: event.target.value },
            key: 'title',
          })
        }
      />
      <output>
        {state.conflict ? `conflict with ${state.conflict.savedBy}` : unsaved ? 'unsaved' : 'saved'},{' '}
        {issues.length} issues
      </output>
      <button type="button" onClick={() => dispatch({ type: 'mine_kept' })}>
        Keep mine
      </button>
    </>
  );
}

const says = (words: string) =>
  waitFor(() => expect(screen.getByRole('status').textContent).toBe(words), { timeout: 4000 });

it('saves once, when typing has paused', async () => {
  const { user } = renderUi(<Harness />);
  await user.type(screen.getByLabelText('Title'), ' for two weeks');
  await says('saved, 0 issues');
  expect(saves.map(({ revision, content: sent }) => [revision, sent.title])).toEqual([
    [1, 'Walk every day for two weeks'],
  ]);
});

it('does not send what the contract refuses, and saves once it is put right', async () => {
  const { user } = renderUi(<Harness />);
  const title = screen.getByLabelText('Title');
  await user.clear(title);
  await says('unsaved, 1 issues');
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(saves).toEqual([]);
  await user.type(title, 'Run');
  await says('saved, 0 issues');
  expect(held.content.title).toBe('Run');
});

it('tells who saved meanwhile, keeps the text, and saves it on top when it is kept', async () => {
  const { user } = renderUi(<Harness />);
  held = { ...held, revision: 7, content: { ...content, title: 'Theirs' }, savedBy: 'Tom' };
  await user.type(screen.getByLabelText('Title'), '!');
  await says('conflict with Tom, 0 issues');
  expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('Walk every day!');
  expect(held.content.title).toBe('Theirs');
  await user.click(screen.getByRole('button', { name: 'Keep mine' }));
  await says('saved, 0 issues');
  expect(held).toMatchObject({ revision: 8, content: { title: 'Walk every day!' } });
});
