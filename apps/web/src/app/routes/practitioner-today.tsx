import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { PractitionerToday } from '../../features/practitioner-today/components/practitioner-today.tsx';
import { buttonStyle } from '../../shared/ui/button-style.ts';

export { PractitionerTodaySkeleton } from '../../features/practitioner-today/components/practitioner-today-skeleton.tsx';

export function PractitionerTodayRoute() {
  return (
    <PractitionerToday
      clientLink={(clientId, name) => (
        <Link
          to="/clients/$clientId"
          params={{ clientId }}
          className="after:absolute after:inset-0 hover:underline"
        >
          {name}
        </Link>
      )}
      firstSteps={
        <Link to="/protocols" className={buttonStyle('primary')}>
          <Trans>Open the protocols</Trans>
        </Link>
      }
    />
  );
}
