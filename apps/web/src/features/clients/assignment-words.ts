import type { AssignmentStatus } from '@healthprotocol/contracts/assignments';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { BadgeTone } from '../../shared/ui/badge.tsx';

export const statusWords: Record<AssignmentStatus, { label: MessageDescriptor; tone: BadgeTone }> = {
  scheduled: { label: msg`Scheduled`, tone: 'neutral' },
  active: { label: msg`Running`, tone: 'accent' },
  paused: { label: msg`Paused`, tone: 'attention' },
  completed: { label: msg`Completed`, tone: 'done' },
  stopped: { label: msg`Stopped`, tone: 'neutral' },
};
