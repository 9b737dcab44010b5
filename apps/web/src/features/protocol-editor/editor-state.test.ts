import type { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import { expect, it } from 'vitest';
import { type EditorAction, editorReducer, isUnsaved, startEditing } from './editor-state.ts';

const content = (title: string): ProtocolContent => ({
  title,
  description: '',
  durationDays: 28,
  content: '',
  category: 'other',
  tags: [],
  goals: [],
  phases: [],
  activities: [],
  evidence: [],
  contraindications: [],
  library: null,
});

const edited = (title: string, key: string | null = null): EditorAction => ({
  type: 'edited',
  content: content(title),
  key,
});

function after(...actions: EditorAction[]) {
  return actions.reduce(
    editorReducer,
    startEditing(content('start'), { revision: 3, savedAt: '2026-11-23T10:00:00Z' }),
  );
}

it('takes further edits of one place as one step of undo', () => {
  const state = after(edited('s', 'title'), edited('sl', 'title'), edited('sle', 'title'), {
    type: 'undone',
  });
  expect(state.content.title).toBe('start');
  expect(editorReducer(state, { type: 'redone' }).content.title).toBe('sle');
});

it('forgets what was undone once something else is written', () => {
  const state = after(edited('a'), edited('b'), { type: 'undone' }, edited('c'), { type: 'redone' });
  expect(state.content.title).toBe('c');
  expect(state.past.map(({ title }) => title)).toEqual(['start', 'a']);
});

it('is unsaved again when something was written while a save was under way', () => {
  const sent = content('a');
  const draft = { revision: 4, content: sent, savedAt: '2026-11-23T10:01:00Z', savedBy: 'Maya' };
  const state = after({ type: 'edited', content: sent, key: null }, { type: 'save_started' }, edited('ab'), {
    type: 'save_done',
    sent,
    draft,
  });
  expect(state).toMatchObject({ revision: 4, saving: false, savedAt: '2026-11-23T10:01:00Z' });
  expect(isUnsaved(state)).toBe(true);
});

const theirs = { revision: 9, content: content('theirs'), savedBy: 'Tom', savedAt: '2026-11-23T10:05:00Z' };

it('keeps the text that is being written when somebody else saved', () => {
  const state = after(edited('mine'), { type: 'save_started' }, { type: 'conflict_found', theirs });
  expect(state.content.title).toBe('mine');
  expect(state.conflict).toEqual(theirs);
});

it('saves mine on top of their revision when mine is kept', () => {
  const state = after(edited('mine'), { type: 'conflict_found', theirs }, { type: 'mine_kept' });
  expect(state).toMatchObject({ conflict: null, revision: 9 });
  expect(state.content.title).toBe('mine');
  expect(isUnsaved(state)).toBe(true);
});

it('has mine in the undo history when theirs is taken', () => {
  const state = after(edited('mine'), { type: 'conflict_found', theirs }, { type: 'theirs_taken' });
  expect(state.content.title).toBe('theirs');
  expect(isUnsaved(state)).toBe(false);
  expect(editorReducer(state, { type: 'undone' }).content.title).toBe('mine');
});

it('tries again after an edit when a save failed', () => {
  const failed = after(edited('a'), { type: 'save_failed', error: new Error('offline') });
  expect(failed.error).not.toBeNull();
  expect(editorReducer(failed, edited('ab')).error).toBeNull();
});
