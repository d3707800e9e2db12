/** Runs on a changed host. */
import type { TestContext } from 'node:test';
import type { HostCheck } from '../../host/checks/host-check.ts';
import { readCores } from '../../host/cpu-topology.ts';
import { runCli, temporaryFolder } from './cli.ts';
import { server } from './provoke.ts';

export const ANSWERS = { answers: server(`setTimeout(() => response.end('ok'), 5)`) };

export const allowed = readCores()?.flat() ?? [];

export const [first = 0, second] = allowed;

export async function doctorSays(
  context: TestContext,
  wrapper: readonly string[],
): Promise<Map<string, HostCheck>> {
  const { output } = await runCli(['doctor', '--json'], { cwd: temporaryFolder(context), wrapper });
  return new Map((JSON.parse(output).checks as HostCheck[]).map((check) => [check.code, check]));
}
