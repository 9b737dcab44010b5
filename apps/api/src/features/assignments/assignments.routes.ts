import {
  changeAssignmentVersionRoute,
  changeOverridesRoute,
  checkSafetyRoute,
  createAssignmentsRoute,
  getAssignmentRoute,
  listClientAssignmentsRoute,
  pauseAssignmentRoute,
  resumeAssignmentRoute,
  stopAssignmentRoute,
} from '@healthprotocol/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Api } from '../../platform/http/api.ts';
import type { Metrics } from '../../platform/metrics/metrics.ts';
import { changeAssignmentVersion } from './change-assignment-version.ts';
import { changeOverrides } from './change-overrides.ts';
import { checkAssignmentSafety } from './check-assignment-safety.ts';
import { createAssignments } from './create-assignments.ts';
import { getAssignment } from './get-assignment.ts';
import { listClientAssignments } from './list-client-assignments.ts';
import { pauseAssignment } from './pause-assignment.ts';
import { resumeAssignment } from './resume-assignment.ts';
import { stopAssignment } from './stop-assignment.ts';

export function assignmentsRoutes(
  api: Api,
  { clock, metrics }: { clock: Clock; metrics: Pick<Metrics, 'assignments'> },
): void {
  /** Counts a change once it is committed. */
  const counted = async <T>(change: string, work: Promise<T>): Promise<T> => {
    const done = await work;
    metrics.assignments.inc({ change });
    return done;
  };

  api.route(checkSafetyRoute, (request) => checkAssignmentSafety(request, clock));
  api.route(createAssignmentsRoute, async (request) => {
    const { items, created } = await createAssignments(request, clock);
    if (created > 0) metrics.assignments.inc({ change: 'created' }, created);
    return { items };
  });
  api.route(listClientAssignmentsRoute, (request) => listClientAssignments(request, clock));
  api.route(getAssignmentRoute, (request) => getAssignment(request, clock));
  api.route(pauseAssignmentRoute, (request) => counted('paused', pauseAssignment(request, clock)));
  api.route(resumeAssignmentRoute, (request) => counted('resumed', resumeAssignment(request, clock)));
  api.route(stopAssignmentRoute, (request) => counted('stopped', stopAssignment(request, clock)));
  api.route(changeOverridesRoute, (request) => counted('overrides_changed', changeOverrides(request, clock)));
  api.route(changeAssignmentVersionRoute, (request) =>
    counted('version_changed', changeAssignmentVersion(request, clock)),
  );
}
