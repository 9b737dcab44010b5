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
import { changeAssignmentVersion } from './change-assignment-version.ts';
import { changeOverrides } from './change-overrides.ts';
import { checkAssignmentSafety } from './check-assignment-safety.ts';
import { createAssignments } from './create-assignments.ts';
import { getAssignment } from './get-assignment.ts';
import { listClientAssignments } from './list-client-assignments.ts';
import { pauseAssignment } from './pause-assignment.ts';
import { resumeAssignment } from './resume-assignment.ts';
import { stopAssignment } from './stop-assignment.ts';

export function assignmentsRoutes(api: Api, clock: Clock): void {
  api.route(checkSafetyRoute, (request) => checkAssignmentSafety(request, clock));
  api.route(createAssignmentsRoute, (request) => createAssignments(request, clock));
  api.route(listClientAssignmentsRoute, (request) => listClientAssignments(request, clock));
  api.route(getAssignmentRoute, (request) => getAssignment(request, clock));
  api.route(pauseAssignmentRoute, (request) => pauseAssignment(request, clock));
  api.route(resumeAssignmentRoute, (request) => resumeAssignment(request, clock));
  api.route(stopAssignmentRoute, (request) => stopAssignment(request, clock));
  api.route(changeOverridesRoute, (request) => changeOverrides(request, clock));
  api.route(changeAssignmentVersionRoute, (request) => changeAssignmentVersion(request, clock));
}
