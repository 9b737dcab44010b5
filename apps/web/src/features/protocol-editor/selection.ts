import type { ProtocolContent } from '@healthprotocol/contracts/protocol-content';

/** What the form in the middle shows. */
export type Selection =
  | { part: 'about' | 'text' | 'goals' | 'contraindications' | 'evidence' }
  | { part: 'phase' | 'activity'; id: string };

export function isSame(a: Selection, b: Selection): boolean {
  return a.part === b.part && ('id' in a ? a.id : '') === ('id' in b ? b.id : '');
}

/** Where an issue of the contract, given by its path, is put right. */
export function selectionOf(path: string, content: ProtocolContent): Selection {
  const [field, index] = path.split('.');
  switch (field) {
    case 'activities': {
      const activity = content.activities[Number(index)];
      return activity ? { part: 'activity', id: activity.id } : { part: 'about' };
    }
    case 'phases': {
      const phase = content.phases[Number(index)];
      return phase ? { part: 'phase', id: phase.id } : { part: 'about' };
    }
    case 'goals':
    case 'contraindications':
    case 'evidence':
      return { part: field };
    case 'content':
      return { part: 'text' };
    default:
      return { part: 'about' };
  }
}

/** The selection, or the start where what was selected is gone. */
export function existing(selection: Selection, content: ProtocolContent): Selection {
  if (!('id' in selection)) return selection;
  const list = selection.part === 'phase' ? content.phases : content.activities;
  return list.some(({ id }) => id === selection.id) ? selection : { part: 'about' };
}
