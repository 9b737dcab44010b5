import { Check, Clock, Inbox, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '../../shared/ui/avatar.tsx';
import { Badge } from '../../shared/ui/badge.tsx';
import { Banner } from '../../shared/ui/banner.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { ErrorState } from '../../shared/ui/error-state.tsx';
import { ProgressBar } from '../../shared/ui/progress-bar.tsx';
import { ProgressRing } from '../../shared/ui/progress-ring.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { Tabs } from '../../shared/ui/tabs.tsx';
import { Row, Section } from './section.tsx';

export function StatesSection() {
  const [tab, setTab] = useState('plan');
  return (
    <Section title="States">
      <Row>
        <Badge>Draft</Badge>
        <Badge tone="accent">Version 3</Badge>
        <Badge tone="done" icon={<Check aria-hidden="true" />}>
          Done
        </Badge>
        <Badge tone="attention" icon={<Clock aria-hidden="true" />}>
          No check-in for 4 days
        </Badge>
        <Badge tone="danger" icon={<TriangleAlert aria-hidden="true" />}>
          Penicillin
        </Badge>
      </Row>
      <Row>
        <Avatar name="Ana García" size="lg" />
        <Avatar name="محمد العربي" />
        <Avatar name="李小龍" />
        <Avatar name="Wilhelmina Schwarzenberger-Hohenstein" size="sm" />
        <span dir="auto" className="font-medium">
          محمد بن عبد الرحمن العربي
        </span>
      </Row>
      <div className="mt-6 grid gap-3">
        <Banner>Nothing matched in what is recorded. That is not the same as safe.</Banner>
        <Banner tone="done" title="Published">
          Version 3 can be assigned now.
        </Banner>
        <Banner
          tone="attention"
          title="Two people edit this draft"
          action={<Button size="sm">Compare</Button>}
        >
          Leo Brandt saved a minute ago. Your text is still here.
        </Banner>
        <Banner tone="danger" title="Blocked: severe renal impairment">
          Write a reason to assign this protocol all the same.
        </Banner>
      </div>
      <div className="mt-6 flex flex-wrap items-center gap-6">
        <ProgressRing label="Adherence today" share={0.6} valueText="3 of 5 done">
          <span className="text-sm font-semibold">3 / 5</span>
        </ProgressRing>
        <ProgressRing label="Adherence today" share={1} valueText="All done" size={96}>
          <span className="text-lg font-semibold">100 %</span>
        </ProgressRing>
        <ProgressRing label="Adherence today" share={0} size={56}>
          <span className="text-xs">0 %</span>
        </ProgressRing>
        <ProgressRing label="Adherence today" share={null} valueText="Nothing is due" size={56}>
          <span className="text-xs text-muted">–</span>
        </ProgressRing>
        <div className="grid w-56 gap-3">
          <ProgressBar label="Adherence" share={0.82} tone="done" />
          <ProgressBar label="Adherence" share={0.55} tone="attention" />
          <ProgressBar label="Upload" share={0.3} />
          <ProgressBar label="Upload" share={undefined} />
        </div>
      </div>
      <div className="mt-6">
        <Tabs
          label="Client"
          value={tab}
          onValueChange={setTab}
          tabs={[
            { value: 'plan', label: 'Plan', content: 'What is due, and when.' },
            { value: 'record', label: 'Record', content: 'Conditions, medications, allergies.' },
            { value: 'notes', label: 'Check-ins and notes', content: 'What the client said.' },
          ]}
        />
      </div>
      <div className="mt-6 grid gap-4 md:grid-cols-3">
        <div className="rounded-lg border border-hairline">
          <EmptyState
            icon={<Inbox className="size-5" />}
            title="No clients yet"
            action={<Button>Add a client</Button>}
          >
            Add the first one, or invite them by e-mail.
          </EmptyState>
        </div>
        <div className="rounded-lg border border-hairline">
          <ErrorState
            message="The service is busy or restarting. Try again in a moment."
            requestId="019ab1d2-77aa-7000"
            onRetry={() => {}}
          />
        </div>
        <div aria-busy="true" className="grid content-start gap-3 rounded-lg border border-hairline p-4">
          <div className="flex items-center gap-3">
            <Skeleton shape="circle" className="size-10" />
            <div className="grid flex-1 gap-2">
              <Skeleton className="h-4 w-3/5" />
              <Skeleton className="h-3 w-2/5" />
            </div>
          </div>
          <Skeleton shape="block" className="h-24" />
          <Skeleton className="h-4 w-4/5" />
        </div>
      </div>
    </Section>
  );
}
