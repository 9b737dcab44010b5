import type { ProtocolDifference } from '@healthprotocol/contracts/protocols';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

export const changeWords: Record<ProtocolDifference['change'], MessageDescriptor> = {
  added: msg`New`,
  removed: msg`Gone`,
  changed: msg`Changed`,
  moved: msg`Moved`,
};

export const partWords: Record<ProtocolDifference['part'], MessageDescriptor> = {
  protocol: msg`Protocol`,
  phase: msg`Phase`,
  activity: msg`Activity`,
  goal: msg`Goal`,
  contraindication: msg`Contraindication`,
  evidence: msg`Evidence`,
};

/** The fields that matter to somebody who follows the protocol; the others go by their own name. */
export const fieldWords: Record<string, MessageDescriptor> = {
  title: msg`title`,
  description: msg`description`,
  durationDays: msg`length`,
  content: msg`text`,
  instructions: msg`instructions`,
  schedule: msg`when it is due`,
  dose: msg`dose`,
  target: msg`target`,
  measures: msg`what is measured`,
  phaseId: msg`phase`,
  startDay: msg`first day`,
  endDay: msg`last day`,
  severity: msg`severity`,
  tags: msg`tags`,
  category: msg`category`,
};
