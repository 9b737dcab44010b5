import type { NamedDay } from '@healthprotocol/domain/named-activities';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { CalendarDays, Pause, Sprout } from 'lucide-react';
import { buttonStyle } from '../../../shared/ui/button-style.ts';
import { EmptyState } from '../../../shared/ui/empty-state.tsx';

/** A day without anything to do, and why. */
export function EmptyDay({ day }: { day: NamedDay }) {
  const running = day.assignments.filter(({ status }) => status !== 'stopped' && status !== 'completed');
  const toPlan = (
    <Link to="/me/plan" className={buttonStyle('secondary')}>
      <Trans>See your plan</Trans>
    </Link>
  );
  if (running.length === 0) {
    return (
      <EmptyState icon={<Sprout className="size-6" />} title={<Trans>Nothing is assigned to you yet</Trans>}>
        <Trans>As soon as your practitioner gives you a protocol, what to do each day appears here.</Trans>
      </EmptyState>
    );
  }
  if (running.every(({ status }) => status === 'paused')) {
    return (
      <EmptyState
        icon={<Pause className="size-6" />}
        title={<Trans>Your plan is paused</Trans>}
        action={toPlan}
      >
        <Trans>There is nothing to do, and these days don't count. Your practitioner starts it again.</Trans>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<CalendarDays className="size-6" />}
      title={day.date === day.today ? <Trans>Nothing is due today</Trans> : <Trans>Nothing was due</Trans>}
      action={toPlan}
    >
      {running.every(({ status }) => status === 'scheduled') ? (
        <Trans>Your protocol hasn't started yet. The plan says when it does.</Trans>
      ) : (
        <Trans>Enjoy the day. The plan says what comes next.</Trans>
      )}
    </EmptyState>
  );
}
