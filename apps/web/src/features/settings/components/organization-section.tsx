import { mayDo } from '@healthprotocol/contracts/access';
import type { Organization } from '@healthprotocol/contracts/organization';
import { Plural, Trans } from '@lingui/react/macro';
import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { organizationQuery } from '../../../platform/organization.ts';
import { useSession } from '../../../platform/session.ts';
import { zoneLabel } from '../../../shared/lib/zone-label.ts';
import { OrganizationForm } from './organization-form.tsx';

/** The organization's name and defaults: to change for owners and admins, to read for everybody else. */
export function OrganizationSection() {
  const { data } = useSuspenseQuery(organizationQuery);
  const { role } = useSession();
  return (
    <div className="rounded-lg border border-hairline bg-surface p-4 sm:p-6">
      {mayDo(role, 'organization.manage') ? (
        <OrganizationForm organization={data} />
      ) : (
        <OrganizationFacts organization={data} />
      )}
    </div>
  );
}

function OrganizationFacts({ organization }: { organization: Organization }) {
  return (
    <>
      <dl className="divide-y divide-hairline">
        <Fact term={<Trans>Name</Trans>}>{organization.name}</Fact>
        <Fact term={<Trans>Time zone</Trans>}>{zoneLabel(organization.timeZone)}</Fact>
        <Fact term={<Trans>Clients may check in</Trans>}>
          <Plural
            value={organization.entryWindowDays}
            _0="for today only"
            one="# day back"
            other="# days back"
          />
        </Fact>
        <Fact term={<Trans>A client counts as silent after</Trans>}>
          <Plural value={organization.silentDays} one="# day" other="# days" />
        </Fact>
      </dl>
      <p className="mt-3 text-sm text-muted">
        <Trans>Owners and admins can change this.</Trans>
      </p>
    </>
  );
}

function Fact({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 py-2 text-body sm:grid-cols-[16rem_minmax(0,1fr)]">
      <dt className="text-muted">{term}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}
