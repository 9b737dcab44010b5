import type { Counts } from './count-results.ts';
import type { Outcome, Step } from './steps.ts';

/** Runs the steps in order, shows what failed, and ends with the line `N passed, N failed`. */
export async function runSteps(steps: Step[], fast: boolean, say: (line: string) => void): Promise<Counts> {
  const total: Counts = { passed: 0, failed: 0 };
  const failedSteps = new Set<string>();
  const chosen = steps.filter((step) => !fast || step.fast);

  for (const [index, step] of chosen.entries()) {
    say(`\n[${index + 1}/${chosen.length}] ${step.name}`);
    const startedAt = performance.now();
    const outcome = await runStep(step, failedSteps, fast);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    if (outcome.failed > 0) {
      failedSteps.add(step.name);
      say(outcome.output.trimEnd());
    }
    const verdict = outcome.failed > 0 ? 'FAILED' : 'ok';
    say(`      ${verdict}: ${outcome.passed} passed, ${outcome.failed} failed in ${seconds} s`);
    if (outcome.note) say(`      ${outcome.note}`);
    total.passed += outcome.passed;
    total.failed += outcome.failed;
  }

  if (failedSteps.size > 0) say(`\nFailed: ${[...failedSteps].join(', ')}`);
  say(`\n${total.passed} passed, ${total.failed} failed`);
  return total;
}

async function runStep(step: Step, failedSteps: Set<string>, fast: boolean): Promise<Outcome> {
  if (step.needs && failedSteps.has(step.needs)) {
    return { passed: 0, failed: 1, output: `Not run, because '${step.needs}' failed.` };
  }
  return step.run(fast);
}
