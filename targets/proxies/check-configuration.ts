import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { TargetError } from '../topology.ts';
import { unprivileged } from './private-folder.ts';
import { START_TIMEOUT_MS } from './until-listening.ts';

/** @throws {TargetError} with the proxy's own words if it refuses its configuration */
export async function checkConfiguration(
  name: string,
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<void> {
  try {
    await promisify(execFile)(command, [...args], { ...unprivileged(), cwd, timeout: START_TIMEOUT_MS });
  } catch (error) {
    const { stdout, stderr, message } = error as Error & { stdout?: string; stderr?: string };
    const lastLines = (stderr || stdout || message).trim().split('\n').slice(-10);
    throw new TargetError({ reason: `${name} refused its configuration`, lastLines }, { cause: error });
  }
}
