import { useEditing } from '../editor-context.ts';
import type { Selection } from '../selection.ts';
import { AboutForm } from './about-form.tsx';
import { ActivityForm } from './activity-form.tsx';
import { ContraindicationsForm } from './contraindications-form.tsx';
import { EvidenceForm } from './evidence-form.tsx';
import { GoalsForm } from './goals-form.tsx';
import { PhaseForm } from './phase-form.tsx';
import { TextForm } from './text-form.tsx';

interface SelectedFormProps {
  selection: Selection;
  onSelect: (selection: Selection) => void;
  onUndo: () => void;
}

/** The form of what is selected in the outline. */
export function SelectedForm({ selection, onSelect, onUndo }: SelectedFormProps) {
  const { content } = useEditing();
  switch (selection.part) {
    case 'about':
      return <AboutForm />;
    case 'text':
      return <TextForm />;
    case 'goals':
      return <GoalsForm onUndo={onUndo} />;
    case 'contraindications':
      return <ContraindicationsForm onUndo={onUndo} />;
    case 'evidence':
      return <EvidenceForm onUndo={onUndo} />;
    case 'phase':
      return (
        <PhaseForm
          key={selection.id}
          index={content.phases.findIndex(({ id }) => id === selection.id)}
          onUndo={onUndo}
        />
      );
    case 'activity':
      return (
        <ActivityForm
          key={selection.id}
          index={content.activities.findIndex(({ id }) => id === selection.id)}
          onUndo={onUndo}
          onSelectActivity={(id) => onSelect({ part: 'activity', id })}
        />
      );
  }
}
