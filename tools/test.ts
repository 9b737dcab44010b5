import { stopCommandsWithThisProcess } from './test-run/run-command.ts';
import { runSteps } from './test-run/run-steps.ts';
import { steps } from './test-run/steps.ts';

// Usage: node tools/test.ts [--fast]
stopCommandsWithThisProcess();
const { failed } = await runSteps(steps, process.argv.includes('--fast'), (line) => console.log(line));
process.exitCode ||= failed > 0 ? 1 : 0;
