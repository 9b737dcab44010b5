import { readFileSync } from 'node:fs';

/** An answer of the product as the benchmark received it. */
export type RecordedAnswer = { headers: Record<string, string>; body: string };

/** The recorded answers by the cookie that was sent for them, from the file that ANSWERS names. */
export function readAnswers(): Map<string, RecordedAnswer> {
  const { ANSWERS = '' } = process.env;
  return new Map(Object.entries(JSON.parse(readFileSync(ANSWERS, 'utf8'))));
}
