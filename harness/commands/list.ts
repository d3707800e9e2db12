/** `cluster-bench list`: everything that can be compared, and what this host does not support. */
import { type Block, heading, list as listBlock, paragraph, section } from '../../reports/document/block.ts';
import { code, joined, type Text, text, tinted } from '../../reports/document/inline.ts';
import { nameColumn, table } from '../../reports/document/table.ts';
import { outputs } from '../../reports/outputs/index.ts';
import { windowEvents } from '../../scenarios/events/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import { builtInApps } from '../../targets/apps/index.ts';
import type { HostAbilities, Member } from '../../targets/member.ts';
import { policies } from '../../targets/policies/index.ts';
import { proxies } from '../../targets/proxies/index.ts';
import { services } from '../../targets/services/index.ts';
import { takenBy } from '../../targets/setting.ts';
import { topologies } from '../../targets/topologies/index.ts';
import { settable } from '../config/settable.ts';
import { detectCapabilities } from '../host/capabilities.ts';
import { resolvedHere } from '../library/checked-config.ts';
import { clients } from '../load/clients/index.ts';
import type { CommandContext } from './command-context.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { print } from './print.ts';

export async function list(around: CommandContext): Promise<ExitCode> {
  const host = await detectCapabilities(around.env);
  const blocks = [
    ...members('Scenarios', '--scenario, or the path of your module', scenarios, host),
    ...members('Apps', '--app, or the path of your script', builtInApps, host),
    ...members('Topologies', '--topology', topologies, host),
    ...members('Policies of a cluster', '--policy', policies, host),
    ...members('Settings', '--set', settings(), host),
    ...members('Proxies', '--proxy', proxies, host),
    ...members('Services that apps depend on', '--service', services, host),
    ...members('Events inside the window', '--event', windowEvents, host),
    ...members('Clients', '--client', clients, host),
    ...members('Outputs', '--output', outputs, host),
    ...(await variants(around, host)),
  ];
  print(blocks, around);
  return exitCodes.done;
}

type Listed = Pick<Member, 'name' | 'summary'> & Partial<Pick<Member, 'obstacle'>>;

function settings(): Listed[] {
  return settable().flatMap((member) =>
    Object.entries(member.settings ?? {}).map(([name, setting]) => ({
      name,
      summary: `of ${member.name}: ${setting.about}; ${takenBy(setting)} [${setting.default}]`,
    })),
  );
}

/** A row for each member, and why this host does not support some of them. No blocks for an empty list. */
function members(title: string, flag: string, all: readonly Listed[], host: HostAbilities): Block[] {
  const asked = { https: false, isCommand: false, isBuiltIn: false };
  const obstacles = all.flatMap(({ name, obstacle }): Text[] => {
    const reason = obstacle?.(host, asked) ?? null;
    return reason === null ? [] : [text`${tinted('doubtful', 'not on this host')}: ${code(name)}: ${reason}`];
  });
  return section(2, `${title} (${flag})`, [
    ...table<Listed>(
      [nameColumn('name', ({ name }) => code(name)), nameColumn('summary', ({ summary }) => summary)],
      all,
    ),
    ...listBlock(obstacles),
  ]);
}

/** The variants of a run without flags. */
async function variants(around: CommandContext, host: HostAbilities): Promise<Block[]> {
  const { cells, skipped } = await resolvedHere({}, around, host);
  const reasons = [...new Set(skipped.map(({ reason }) => reason))];
  const skippedFor = (reason: string) =>
    skipped.filter((one) => one.reason === reason).map(({ cell }) => code(cell));
  return [
    heading(2, `Variants of a run without flags, on this host of ${around.cores} cores`),
    ...paragraph(
      joined(
        cells.map(({ id }) => code(id)),
        ', ',
      ),
    ),
    ...listBlock(
      reasons.map((reason) => tinted('quiet', `skipped: ${reason}: `, joined(skippedFor(reason), ', '))),
    ),
  ];
}
