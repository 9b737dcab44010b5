import type { Activity, ActivityKind } from '@healthprotocol/contracts/protocol-content';
import { Trans, useLingui } from '@lingui/react/macro';
import { Copy, Trash2 } from 'lucide-react';
import { uuidv7 } from 'uuidv7';
import { kindNames } from '../../../shared/lib/protocol-words.ts';
import { Field } from '../../../shared/ui/field.tsx';
import { IconButton } from '../../../shared/ui/icon-button.tsx';
import { Select } from '../../../shared/ui/select.tsx';
import { TextArea } from '../../../shared/ui/text-area.tsx';
import { TextInput } from '../../../shared/ui/text-input.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { useEditing, usePart } from '../editor-context.ts';
import { placeActivity } from '../outline.ts';
import { AmountForm } from './amount-form.tsx';
import { FormTitle } from './form-title.tsx';
import { MeasuresForm } from './measures-form.tsx';
import { QuestionnaireForm } from './questionnaire-form.tsx';
import { ScheduleForm } from './schedule-form.tsx';

interface ActivityFormProps {
  index: number;
  onUndo: () => void;
  onSelectActivity: (id: string) => void;
}

/** One thing to do: what, when, how much. */
export function ActivityForm({ index, onUndo, onSelectActivity }: ActivityFormProps) {
  const { t, i18n } = useLingui();
  const { content, edit } = useEditing();
  const { change, remove, issueAt } = usePart('activities', index);
  const activity = content.activities[index];
  if (!activity) return null;

  const duplicate = () => {
    const copy: Activity = { ...activity, id: uuidv7(), title: t`${activity.title} (copy)`.slice(0, 120) };
    edit({ ...content, activities: content.activities.toSpliced(index + 1, 0, copy) }, null);
    onSelectActivity(copy.id);
  };
  return (
    <div className="flex flex-col gap-5">
      <FormTitle
        actions={
          <>
            <IconButton
              label={t`Copy this activity`}
              icon={<Copy aria-hidden="true" className="size-5" />}
              onClick={duplicate}
            />
            <IconButton
              label={t`Remove this activity`}
              icon={<Trash2 aria-hidden="true" className="size-5" />}
              onClick={() => {
                remove();
                showToast(t`“${activity.title}” removed.`, { onUndo });
              }}
            />
          </>
        }
      >
        <Trans>Activity</Trans>
      </FormTitle>
      <Field label={<Trans>What to do</Trans>} error={issueAt('title')}>
        <TextInput
          value={activity.title}
          onChange={(event) => change({ title: event.target.value }, 'title')}
        />
      </Field>
      <div className="flex flex-wrap gap-5">
        <Field label={<Trans>Kind</Trans>} className="min-w-40 flex-1">
          <Select
            value={activity.kind}
            onChange={(event) => change({ kind: event.target.value as ActivityKind }, 'kind')}
          >
            {Object.entries(kindNames).map(([value, name]) => (
              <option key={value} value={value}>
                {i18n._(name)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={<Trans>Phase</Trans>} error={issueAt('phaseId')} className="min-w-40 flex-1">
          <Select
            value={activity.phaseId ?? ''}
            onChange={(event) =>
              edit(placeActivity(content, activity.id, event.target.value || null, null), null)
            }
          >
            <option value="">{t`Throughout`}</option>
            {content.phases.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <Field label={<Trans>Instructions</Trans>} error={issueAt('instructions')} optional>
        <TextArea
          value={activity.instructions}
          onChange={(event) => change({ instructions: event.target.value }, 'instructions')}
        />
      </Field>
      <ScheduleForm activity={activity} index={index} />
      <AmountForm activity={activity} index={index} />
      {(activity.kind === 'measurement' || activity.measures) && (
        <MeasuresForm activity={activity} index={index} />
      )}
      {(activity.kind === 'questionnaire' || activity.questionnaire) && (
        <QuestionnaireForm activity={activity} index={index} />
      )}
    </div>
  );
}
