/** `cluster-bench doctor`: checks this host for sources of noise before a run. */
import { doctorDocument } from '../../reports/doctor/document.ts';
import { fixScript } from '../../reports/doctor/fix-script.ts';
import { refuseUnknownFlags } from '../config/flags.ts';
import { refuseWindows } from '../config/host-check.ts';
import { optionsOf } from '../config/options/index.ts';
import { hostChecks, readHostState } from '../host/checks/index.ts';
import type { CommandContext } from './command-context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { print } from './print.ts';

/** Takes about three seconds. Exits with 1 if a check is doubtful, so that a script can skip the run. */
export async function doctor(
  flags: Readonly<Record<string, unknown>>,
  around: CommandContext,
): Promise<ExitCode> {
  refuseWindows(around.platform);
  refuseUnknownFlags(flags, Object.keys(optionsOf('doctor')));
  const state = await readHostState(around);
  const checks = hostChecks(state);
  const fit = checks.every(({ level }) => level !== 'doubtful');
  if (flags.json === true) {
    around.stdout.write(`${JSON.stringify({ fit, checks, host: state.host }, null, 2)}\n`);
  } else if (flags.fix === true) {
    around.stdout.write(fixScript(checks));
  } else {
    print(doctorDocument(checks), around);
  }
  return fit ? exitCodes.done : exitCodes.failed;
}
