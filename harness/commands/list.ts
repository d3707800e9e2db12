/** `cluster-bench list`: what can be compared, and what of it this host can run. */
import { type Palette, paletteFor } from '../../reports/render/palette.ts';
import { windowEvents } from '../../scenarios/events/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import { builtInApps } from '../../targets/apps/index.ts';
import type { HostAbilities, Member } from '../../targets/member.ts';
import { policies } from '../../targets/policies/index.ts';
import { proxies } from '../../targets/proxies/index.ts';
import { services } from '../../targets/services/index.ts';
import { takenBy } from '../../targets/setting.ts';
import { topologies } from '../../targets/topologies/index.ts';
import { detectCapabilities } from '../host/capabilities.ts';
import { clients } from '../load/clients/index.ts';
import { skippedLines, wrapped } from '../terminal/lines.ts';
import { resolvedHere } from './checked-config.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Surroundings } from './surroundings.ts';

interface Item {
  readonly name: string;
  readonly summary: string;
  /** Why this host cannot run it; null where it can. */
  readonly reason?: string | null;
}

export async function list(around: Surroundings): Promise<ExitCode> {
  const { env, stdout } = around;
  const host = await detectCapabilities(env);
  const palette = paletteFor(stdout, env);
  const sections = [
    section('Scenarios (--scenario)', scenarios, palette),
    section('Apps (--app, or the path of your script)', builtInApps, palette),
    section('Topologies (--topology)', here(topologies, host), palette),
    section('Policies of a cluster (--policy)', here(policies, host), palette),
    section('Settings of topologies (--set)', settings(), palette),
    section('Proxies (--proxy)', here(proxies, host), palette),
    section('Services that apps depend on (--service)', here(services, host), palette),
    section('Events inside the window (--event)', here(windowEvents, host), palette),
    section('Clients (--driver)', clients, palette),
    await setups(around, host, palette),
  ];
  stdout.write(`${sections.filter(Boolean).join('\n\n')}\n`);
  return exitCodes.done;
}

/** Members with what keeps this host from them, whatever a run asks of its app. */
function here(members: readonly Member[], host: HostAbilities): Item[] {
  const asked = { https: false, isCommand: false };
  return members.map(({ name, summary, obstacle }) => ({
    name,
    summary,
    reason: obstacle?.(host, asked) ?? null,
  }));
}

function settings(): Item[] {
  return topologies.flatMap((topology) =>
    Object.entries(topology.settings ?? {}).map(([name, setting]) => ({
      name,
      summary: `of ${topology.name}: ${setting.about}; ${takenBy(setting)} [${setting.default}]`,
    })),
  );
}

/** Empty where there is nothing to list. */
function section(title: string, items: readonly Item[], palette: Palette): string {
  if (items.length === 0) return '';
  const width = Math.max(...items.map(({ name }) => name.length));
  const lines = items.flatMap(({ name, summary, reason }) => [
    `  ${name.padEnd(width)}  ${summary}`,
    ...(reason ? [`  ${' '.repeat(width)}  ${palette.doubtful(`not here: ${reason}`)}`] : []),
  ]);
  return [palette.strong(title), ...lines].join('\n');
}

/** The setups of a run without flags. */
async function setups(around: Surroundings, host: HostAbilities, palette: Palette): Promise<string> {
  const { cells, skipped } = await resolvedHere({}, around, host);
  const columns = around.stdout.columns ?? 80;
  return [
    palette.strong(`Setups of a run without flags, on this host of ${around.cores} cores`),
    ...wrapped(
      cells.map(({ id }) => id),
      columns,
    ),
    ...skippedLines(skipped, columns).map(palette.quiet),
  ].join('\n');
}
