/** Checks that a run can go on today. */
import type { HostAbilities } from '../../../targets/member.ts';
import { SERVER } from '../../../targets/services/redis/program.ts';
import type { ResolvedRun } from '../../config/resolved-run.ts';
import { UsageError } from '../../config/usage-error.ts';
import { describeHost, versionsOf } from '../../host/describe-host.ts';
import type { CutRun } from '../cut-run.ts';
import { describeSources } from '../describe-sources.ts';
import { restOfPlan } from '../plan.ts';
import { describeRun, processFacts } from '../run-header.ts';
import { ownRuntime } from '../runtime.ts';
import { differences, surroundingDifferences } from './differences.ts';

/**
 * checkedAgain returns the plan of the run as it is resolved today.
 *
 * @param resolving resolves the recorded command
 * @throws {UsageError} naming everything that is not as it was, at once
 */
export async function checkedAgain(
  { header, trials }: CutRun,
  capabilities: HostAbilities,
  resolving: () => Promise<ResolvedRun>,
): Promise<ResolvedRun> {
  const runtime = await ownRuntime(header.cwd);
  const host = await describeHost(versionsOf(capabilities));
  const run = await resolving().catch((error) => {
    if (!(error instanceof UsageError)) throw error;
    const others = surroundingDifferences(header, { ...processFacts(), node: runtime.node, host });
    throw new UsageError(cannotGoOn([...others, error.message]), { cause: error });
  });
  const sources = await describeSources(run.config.apps, runtime);
  const now = describeRun({
    ...{ run, runtime, capabilities, host, sources },
    clientCapacity: header.clientCapacity,
  });
  const found = differences(header, now, usedPrograms(run));
  if (found.length > 0) throw new UsageError(cannotGoOn(found));
  if (restOfPlan(run, trials) === null) {
    throw new UsageError(cannotGoOn(['its trials are not those of its plan']));
  }
  return run;
}

export function cannotGoOn(reasons: readonly string[]): string {
  return `the run cannot go on: ${reasons.join('; ')}`;
}

function usedPrograms({ cells, config }: ResolvedRun): string[] {
  const members = cells.flatMap(({ topology, proxy, services }) => [
    topology,
    proxy,
    ...services.filter(({ name }) => !config.services[name]),
  ]);
  const own = members.flatMap(({ program }) => program?.name ?? []);
  return [...new Set([...own, ...(config.hosts?.redis === null ? [SERVER.name] : [])])];
}
