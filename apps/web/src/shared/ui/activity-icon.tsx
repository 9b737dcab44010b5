import type { ActivityKind } from '@healthprotocol/contracts/protocol-content';
import {
  Apple,
  BookOpen,
  ClipboardList,
  Dumbbell,
  Gauge,
  Leaf,
  type LucideIcon,
  Pill,
  Repeat,
} from 'lucide-react';

const icons: Record<ActivityKind, LucideIcon> = {
  supplement: Leaf,
  medication: Pill,
  nutrition: Apple,
  exercise: Dumbbell,
  habit: Repeat,
  measurement: Gauge,
  questionnaire: ClipboardList,
  education: BookOpen,
};

/** The sign of a kind of activity; its name has to stand near. */
export function ActivityIcon({ kind, className = 'size-5' }: { kind: ActivityKind; className?: string }) {
  const Icon = icons[kind];
  return <Icon aria-hidden="true" className={`shrink-0 ${className}`} />;
}
