import { execFile } from 'node:child_process';

export type ToolResult = { ok: boolean; output: string };

/** Runs one of the tools that come with Prometheus or Alertmanager; a tool that is missing rejects. */
export function runTool(command: string, ...args: string[]): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    execFile(command, args, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT') reject(new Error(`${command} is not installed`));
      else resolve({ ok: error === null, output: stdout + stderr });
    });
  });
}
