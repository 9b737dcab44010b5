import type { ProtocolContent } from '@healthprotocol/contracts/protocol-content';
import { Trans, useLingui } from '@lingui/react/macro';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { daySpan } from '../../../shared/lib/schedule-words.ts';
import { Button } from '../../../shared/ui/button.tsx';
import { useEditing } from '../editor-context.ts';
import { outlineOf, placeActivity, stepActivity, stepPhase } from '../outline.ts';
import { isSame, type Selection } from '../selection.ts';
import { OutlineActivity } from './outline-activity.tsx';
import { OutlineItem } from './outline-item.tsx';

interface OutlineProps {
  selection: Selection;
  onSelect: (selection: Selection) => void;
  /** How many things are wrong in a part. */
  issuesIn: (selection: Selection) => number;
}

/** Everything in the protocol, to be selected and put in order: by the mouse, or by the buttons of what is selected. */
export function Outline({ selection, onSelect, issuesIn }: OutlineProps) {
  const { t } = useLingui();
  const { content, edit } = useEditing();
  const [dragged, setDragged] = useState<string | null>(null);
  const item = (
    part: 'about' | 'text' | 'goals' | 'contraindications' | 'evidence',
    label: string,
    count?: number,
  ) => (
    <OutlineItem
      label={label}
      count={count}
      issues={issuesIn({ part })}
      selected={selection.part === part}
      onSelect={() => onSelect({ part })}
    />
  );
  const drop = (phaseId: string | null, beforeId: string | null) => {
    if (dragged) edit(placeActivity(content, dragged, phaseId, beforeId), null);
    setDragged(null);
  };
  const groups = outlineOf(content);
  return (
    <nav aria-label={t`Outline`} className="flex flex-col gap-4 p-3">
      <ul className="flex flex-col gap-0.5">
        <li>{item('about', t`About`)}</li>
        <li>{item('text', t`Text for clients`)}</li>
        <li>{item('goals', t`Goals`, content.goals.length)}</li>
        <li>{item('contraindications', t`Contraindications`, content.contraindications.length)}</li>
        <li>{item('evidence', t`Evidence`, content.evidence.length)}</li>
      </ul>
      <ul className="flex flex-col gap-4">
        {groups.map(({ phase, activities }) => {
          const phaseId = phase?.id ?? null;
          const own: Selection = phase ? { part: 'phase', id: phase.id } : { part: 'about' };
          return (
            <li
              key={phaseId ?? ''}
              onDragOver={(event) => dragged && event.preventDefault()}
              onDrop={() => drop(phaseId, null)}
            >
              {phase ? (
                <OutlineItem
                  label={phase.title.trim() || t`Untitled phase`}
                  hint={daySpan(phase)}
                  heading
                  issues={issuesIn(own)}
                  selected={isSame(selection, own)}
                  onSelect={() => onSelect(own)}
                  onStep={(direction) => edit(stepPhase(content, phase.id, direction), null)}
                  isFirst={content.phases[0]?.id === phase.id}
                  isLast={content.phases.at(-1)?.id === phase.id}
                />
              ) : (
                <p className="px-2.5 py-1.5 text-sm font-semibold">
                  {content.phases.length > 0 ? <Trans>Throughout</Trans> : <Trans>Activities</Trans>}
                </p>
              )}
              <ul className="flex flex-col gap-0.5">
                {activities.map((activity) => {
                  const selected: Selection = { part: 'activity', id: activity.id };
                  return (
                    <OutlineActivity
                      key={activity.id}
                      activity={activity}
                      issues={issuesIn(selected)}
                      selected={isSame(selection, selected)}
                      dragging={dragged === activity.id}
                      onSelect={() => onSelect(selected)}
                      onStep={(direction) => edit(stepActivity(content, activity.id, direction), null)}
                      isFirst={groups[0]?.activities[0]?.id === activity.id}
                      isLast={groups.at(-1)?.activities.at(-1)?.id === activity.id}
                      onDragStart={() => setDragged(activity.id)}
                      onDragEnd={() => setDragged(null)}
                      onDropBefore={() => drop(phaseId, activity.id)}
                    />
                  );
                })}
              </ul>
              <Button
                variant="quiet"
                size="sm"
                className="mt-0.5"
                icon={<Plus aria-hidden="true" className="size-4" />}
                aria-label={phase ? t`Add an activity to ${phase.title}` : t`Add an activity`}
                onClick={() => {
                  const id = uuidv7();
                  edit(withActivity(content, id, phaseId, t`New activity`), null);
                  onSelect({ part: 'activity', id });
                }}
              >
                <Trans>Activity</Trans>
              </Button>
            </li>
          );
        })}
      </ul>
      <div className="border-t border-hairline pt-3">
        <Button
          size="sm"
          icon={<Plus aria-hidden="true" className="size-4" />}
          onClick={() => {
            const id = uuidv7();
            edit(withPhase(content, id, t`New phase`), null);
            onSelect({ part: 'phase', id });
          }}
        >
          <Trans>Add a phase</Trans>
        </Button>
      </div>
    </nav>
  );
}

function withActivity(
  content: ProtocolContent,
  id: string,
  phaseId: string | null,
  title: string,
): ProtocolContent {
  const added = {
    id,
    kind: 'habit' as const,
    title,
    instructions: '',
    phaseId,
    schedule: { recurrence: { type: 'daily' as const }, slots: ['morning'] },
  };
  return placeActivity({ ...content, activities: [...content.activities, added] }, id, phaseId, null);
}

/** The new phase takes the days after the last one, or all of them. */
function withPhase(content: ProtocolContent, id: string, title: string): ProtocolContent {
  const lastDay = Math.max(0, ...content.phases.map(({ endDay }) => endDay));
  const startDay = lastDay < content.durationDays ? lastDay + 1 : 1;
  const added = { id, title, description: '', startDay, endDay: content.durationDays };
  return { ...content, phases: [...content.phases, added] };
}
