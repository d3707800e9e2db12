/** CPU time and memory of a server that the harness did not start, from the process table alone. */
import type { CoresByRole, ProcessFigures } from '../records/run.ts';
import { sum } from '../stats/summary.ts';
import { fromTable } from './process-roles.ts';
import type { ProcessEntry } from './process-table.ts';
import { type ServerPlace, type ServerRoles, serverRoles } from './running-server.ts';

interface Tables {
  readonly before: ReadonlyMap<number, ProcessEntry>;
  readonly after: ReadonlyMap<number, ProcessEntry>;
  readonly seconds: number;
}

interface AttachedFigures {
  readonly cores: Pick<CoresByRole, 'target' | 'primary'>;
  readonly processes: ProcessFigures[];
}

/** attachedFigures finds the server's processes at the window's end. Cores of the target are null if there are none. */
export function attachedFigures(tables: Tables, place: ServerPlace): AttachedFigures {
  const roles = serverRoles(tables.after, place);
  const isPrimary = (role: string) => role === 'primary';
  return {
    cores: {
      target: roles.size === 0 ? null : coresOf(roles, tables, (role) => !isPrimary(role)),
      primary: coresOf(roles, tables, isPrimary),
    },
    processes: [...roles].flatMap(([pid, role]) => {
      const entry = tables.after.get(pid);
      return entry ? [fromTable(entry, tables.before.get(pid), role)] : [];
    }),
  };
}

/** Includes children that ended inside the window: their parent has their whole CPU time at the end. */
function coresOf(
  roles: ServerRoles,
  { before, after, seconds }: Tables,
  counts: (role: string) => boolean,
): number {
  const pids = [...roles].flatMap(([pid, role]) => (counts(role) ? [pid] : []));
  const ended = [...before.values()].filter(({ pid, ppid }) => pids.includes(ppid) && !after.has(pid));
  const earlier = [...pids.map((pid) => before.get(pid)), ...ended];
  const spent = sum(pids.map((pid) => cpuOf(after.get(pid)))) - sum(earlier.map(cpuOf));
  return Math.max(0, spent) / seconds;
}

function cpuOf(entry: ProcessEntry | undefined): number {
  return entry === undefined ? 0 : entry.cpuSeconds + entry.endedChildrenCpuSeconds;
}
