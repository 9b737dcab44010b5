import type { Answer, SheetKind, Subject } from '../subject.ts';
import { DetailsSheet } from './details-sheet.tsx';
import { MeasureSheet } from './measure-sheet.tsx';
import { NoteSheet } from './note-sheet.tsx';
import { PartlySheet } from './partly-sheet.tsx';
import { ScoreSheet } from './score-sheet.tsx';
import { SkipSheet } from './skip-sheet.tsx';

export interface AnswerSheetProps {
  subject: Subject;
  /** Current date of the client, and the oldest that can be looked at. */
  today: string;
  earliestDate: string;
  onAnswer: (answer: Answer) => void;
  onClose: () => void;
}

const sheets = {
  measure: MeasureSheet,
  score: ScoreSheet,
  partly: PartlySheet,
  skip: SkipSheet,
  note: NoteSheet,
  details: DetailsSheet,
};

/** What is asked when a tap is not enough. Loaded when the first one opens. */
export function AnswerSheet({ kind, ...props }: AnswerSheetProps & { kind: SheetKind }) {
  const Chosen = sheets[kind];
  const onAnswer = (answer: Answer) => {
    props.onAnswer(answer);
    props.onClose();
  };
  return <Chosen {...props} onAnswer={onAnswer} />;
}
