import type { AssignmentSummary } from '@healthprotocol/contracts/assignments';
import type { ProtocolVersion } from '@healthprotocol/contracts/protocols';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { ApiProblem } from '../../../platform/api-problem.ts';
import { messageOf } from '../../../platform/error-messages.ts';
import { todayIn } from '../../../shared/lib/clock.ts';
import { Banner } from '../../../shared/ui/banner.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { ErrorState } from '../../../shared/ui/error-state.tsx';
import { ScreenHeader } from '../../../shared/ui/screen-header.tsx';
import { showToast } from '../../../shared/ui/toast-store.ts';
import { safetyQuery } from '../api/check-safety.ts';
import { useCreateAssignments } from '../api/create-assignments.ts';
import { type AssignState, missingReasons, requestOf } from '../assign-state.ts';
import { Assigned } from './assigned.tsx';
import { ClientChooser } from './client-chooser.tsx';
import { StartStep } from './start-step.tsx';
import { type AssignStep, StepBar } from './step-bar.tsx';
import { WeekStep } from './week-step.tsx';

interface AssignStepsProps {
  protocolId: string;
  version: ProtocolVersion;
  /** Who was chosen before one came here. */
  firstClient: { id: string; name: string; timeZone: string } | undefined;
  step: AssignStep;
  onStepChange: (step: AssignStep) => void;
  backLink: ReactNode;
  clientLink: (clientId: string, name: string) => ReactNode;
  onward: ReactNode;
  /** One client got it: that client's record comes next. */
  onAssignedToOne: (clientId: string) => void;
}

/** Gives a protocol to one or many clients in three steps. Going back loses nothing. */
export function AssignSteps(props: AssignStepsProps) {
  const { protocolId, version, onStepChange } = props;
  const { t, i18n } = useLingui();
  const [state, setState] = useState<AssignState>(() => ({
    chosen: props.firstClient ? [{ ...props.firstClient, assignmentId: uuidv7() }] : [],
    startDate: todayIn(),
    reasons: {},
    overrides: {},
    refused: [],
  }));
  const [tried, setTried] = useState(false);
  const [assigned, setAssigned] = useState<AssignmentSummary[]>();
  const form = useRef<HTMLDivElement>(null);
  const create = useCreateAssignments();
  const change = (part: Partial<AssignState>) => setState((before) => ({ ...before, ...part }));
  const title = version.content.title;

  // After a reload the address may still name a step whose answers are gone.
  const step = state.chosen.length === 0 ? 1 : props.step === 3 && !state.startDate ? 2 : props.step;
  const safety = useQuery({
    ...safetyQuery(
      protocolId,
      version.version,
      state.chosen.map(({ id }) => id),
    ),
    enabled: step > 1 && state.chosen.length > 0 && !assigned,
    throwOnError: false,
  });
  const checks = safety.isPlaceholderData ? undefined : safety.data;

  const goTo = (next: AssignStep) => {
    setTried(false);
    onStepChange(next);
  };
  const leaveStart = () => {
    setTried(true);
    if (!checks || !state.startDate) return;
    if (missingReasons(checks, state).length > 0) {
      // Drawn as wrong by the next frame, and then the first of them takes the focus.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    goTo(3);
  };
  const confirm = () => {
    if (!checks || !state.startDate) return;
    create.mutate(
      {
        protocolId,
        version: version.version,
        startDate: state.startDate,
        clients: requestOf(state, checks),
      },
      {
        onSuccess: ({ items }) => {
          const [only, ...others] = state.chosen;
          if (only && others.length === 0) {
            showToast(t`${title} is assigned to ${only.name}.`, { tone: 'done' });
            props.onAssignedToOne(only.id);
          } else setAssigned(items);
        },
        onError: (error) => {
          // The record changed since it was checked: look again, and say for whom a reason is needed.
          if (!(error instanceof ApiProblem) || error.code !== 'assignment_blocked') return;
          const places = error.issues.map(({ path }) => Number(path.split('.')[1]));
          change({ refused: places.flatMap((place) => state.chosen[place]?.id ?? []) });
          void safety.refetch();
          goTo(2);
        },
      },
    );
  };

  if (assigned) {
    return (
      <Frame title={t`Assigned`} above={props.backLink}>
        <Assigned
          items={assigned}
          chosen={state.chosen}
          clientLink={props.clientLink}
          onward={props.onward}
        />
      </Frame>
    );
  }
  return (
    <Frame title={t`Assign “${title}”`} above={props.backLink}>
      <StepBar step={step} onGoTo={goTo} />
      <div ref={form} className="mt-6">
        {create.error && (
          <div className="mb-5">
            <Banner tone="danger" announce>
              {i18n._(messageOf(create.error))}
            </Banner>
          </div>
        )}
        {step === 1 && <ClientChooser chosen={state.chosen} onChange={(chosen) => change({ chosen })} />}
        {step === 2 &&
          (safety.error && !safety.data ? (
            <ErrorState message={i18n._(messageOf(safety.error))} onRetry={() => void safety.refetch()} />
          ) : (
            <StartStep
              state={state}
              onChange={change}
              library={version.content.library}
              checks={checks}
              tried={tried}
            />
          ))}
        {step === 3 && state.startDate && (
          <WeekStep content={version.content} state={state} startDate={state.startDate} onChange={change} />
        )}
      </div>
      <div className="sticky bottom-(--bar-height,0px) z-20 -mx-4 mt-8 flex flex-wrap items-center justify-end gap-2 border-t border-hairline bg-canvas px-4 py-3 sm:-mx-8 sm:px-8">
        {step > 1 && (
          <Button className="me-auto" onClick={() => goTo((step - 1) as AssignStep)}>
            <Trans>Back</Trans>
          </Button>
        )}
        {step === 1 && (
          <Button variant="primary" disabled={state.chosen.length === 0} onClick={() => goTo(2)}>
            <Trans>Start and safety</Trans>
          </Button>
        )}
        {step === 2 && (
          <Button variant="primary" disabled={!checks} onClick={leaveStart}>
            <Trans>First week</Trans>
          </Button>
        )}
        {step === 3 && (
          <Button variant="primary" busy={create.isPending} disabled={!checks} onClick={confirm}>
            <Plural value={state.chosen.length} one="Assign to # client" other="Assign to # clients" />
          </Button>
        )}
      </div>
    </Frame>
  );
}

function Frame({ title, above, children }: { title: string; above: ReactNode; children: ReactNode }) {
  return (
    <div className="mx-auto max-w-4xl px-4 py-6 sm:px-8 sm:py-8">
      <ScreenHeader title={title} above={above} />
      <div className="mt-5">{children}</div>
    </div>
  );
}
