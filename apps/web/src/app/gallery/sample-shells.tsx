import { Avatar } from '../../shared/ui/avatar.tsx';
import { ProgressRing } from '../../shared/ui/progress-ring.tsx';
import { ScreenHeader } from '../../shared/ui/screen-header.tsx';
import { ClientFrame } from '../shells/client-shell.tsx';
import { PractitionerFrame } from '../shells/practitioner-shell.tsx';

/** The practitioner's frame without signing in. */
export function SamplePractitionerShell() {
  return (
    <PractitionerFrame account={<SampleAccount />} compactAccount={<Avatar name="Ana García" size="sm" />}>
      <div className="mx-auto max-w-6xl px-4 py-6 md:px-8 md:py-8">
        <ScreenHeader title="Today" description="Clients that need something, worst first." />
      </div>
    </PractitionerFrame>
  );
}

/** The client's frame without signing in. */
export function SampleClientShell() {
  return (
    <ClientFrame account={<Avatar name="Ana García" size="sm" />}>
      <div className="flex items-center justify-between gap-4 px-4 py-4">
        <ScreenHeader title="Monday, 23 November" description="12 days in a row" />
        <ProgressRing label="Today" share={0.6} valueText="3 of 5 done">
          <span className="text-sm font-semibold">3 / 5</span>
        </ProgressRing>
      </div>
    </ClientFrame>
  );
}

function SampleAccount() {
  return (
    <span className="flex items-center gap-2.5 p-1.5">
      <Avatar name="Ana García" size="sm" />
      <span className="text-sm font-medium">Ana García</span>
    </span>
  );
}
