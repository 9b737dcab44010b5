import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { applyCheckIns } from '../api/apply-check-ins.ts';
import { ownDayQuery } from '../api/get-own-day.ts';
import { dismissAnswerToast, useCheckIns } from '../hooks/use-check-ins.ts';
import { useSwipe } from '../hooks/use-swipe.ts';
import type { SheetKind, Subject } from '../subject.ts';
import { DayContent } from './day-content.tsx';
import { RowlessRefusals } from './rowless-refusals.tsx';
import { SyncLine } from './sync-line.tsx';
import { dayFrom, TodayHeader } from './today-header.tsx';
import { TodaySkeleton } from './today-skeleton.tsx';

const loadSheets = () => import('./answer-sheet.tsx');
const AnswerSheet = lazy(async () => ({ default: (await loadSheets()).AnswerSheet }));

/** Fetched behind the first screen, so that they open at once, and also when the network has gone meanwhile. */
function fetchWhatMayOpen(): void {
  const parts = [
    loadSheets(),
    import('./refusal.tsx'),
    import('../../../shared/ui/sheet-panel.tsx'),
    import('../../../shared/ui/menu-panel.tsx'),
  ];
  for (const part of parts) part.catch(() => undefined);
}

/** After the screen has come to rest. */
const restMs = 1500;

interface TodayScreenProps {
  /** A day back; today when not given. */
  date: string | undefined;
  onDateChange: (date: string | undefined) => void;
}

/** What is due on a day, one tap each. */
export function TodayScreen({ date, onDateChange }: TodayScreenProps) {
  const { data: loaded, error, dataUpdatedAt, refetch } = useQuery(ownDayQuery(date));
  // The bounds of the days stay known while another day is loading.
  const { data: today } = useQuery({ ...ownDayQuery(), enabled: false });
  const checkIns = useCheckIns();
  const [sheet, setSheet] = useState<{ kind: SheetKind; subject: Subject }>();
  useEffect(() => {
    const timer = setTimeout(fetchWhatMayOpen, restMs);
    return () => clearTimeout(timer);
  }, []);
  const frame = loaded ?? (today && date ? { ...today, date } : undefined);
  const step = (days: number) => {
    if (!frame) return;
    const next = dayFrom(frame.date, days, frame.today);
    if (next === undefined || (next >= frame.earliestDate && next < frame.today)) onDateChange(next);
  };
  const swipe = useSwipe({ back: () => step(-1), forward: () => step(1) });
  return (
    <div {...swipe} className="flex min-h-full touch-pan-y flex-col gap-6 px-4 pt-2 pb-10">
      {frame && <TodayHeader {...frame} onDateChange={onDateChange} />}
      {loaded && (
        <SyncLine
          failed={checkIns.stalled || error !== null}
          waiting={checkIns.pending.length}
          inStepAt={dataUpdatedAt}
          timeZone={loaded.timeZone}
          onRetry={() => {
            checkIns.retry();
            void refetch();
          }}
        />
      )}
      {loaded && <RowlessRefusals day={loaded} checkIns={checkIns} />}
      {loaded ? (
        <DayContent
          key={loaded.date}
          day={applyCheckIns(loaded, checkIns.pending)}
          checkIns={checkIns}
          onOpenSheet={(kind, subject) => {
            dismissAnswerToast();
            setSheet({ kind, subject });
          }}
        />
      ) : (
        <TodaySkeleton withHeader={!frame} />
      )}
      {sheet && loaded && (
        <Suspense>
          <AnswerSheet
            {...sheet}
            today={loaded.today}
            earliestDate={loaded.earliestDate}
            onAnswer={(answer) => checkIns.answer(sheet.subject, answer)}
            onClose={() => setSheet(undefined)}
          />
        </Suspense>
      )}
    </div>
  );
}
