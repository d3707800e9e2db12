/** Checks of the hardware: clock frequencies, shared threads, CPU limits, virtualization. */
import type { HostFacts, PinnedCpus, Warning } from '../../records/run.ts';
import { sum } from '../../stats/summary.ts';
import { type Cores, formatCpuList } from '../cpu-topology.ts';
import { CPU_FOLDER, type KernelSettings } from '../kernel-settings.ts';
import { byHand, type Fix, writing } from './fix.ts';
import { fine, type HostCheck, type HostState, judged, note } from './host-check.ts';

/** cores notes if a run may use only some CPUs: limits, defaults and figures are then for these alone. */
export function cores({ cores: count, coreThreads, hostCores }: HostFacts): HostCheck {
  const code = 'cores';
  const numbers = { cores: count, ...(hostCores === null ? {} : { hostCores }) };
  if (hostCores === null || count >= hostCores)
    return fine(code, `every CPU of the host (${count}) may be used`, numbers);
  const which = coreThreads
    ? ` (${formatCpuList(coreThreads.flat().sort((one, other) => one - other))})`
    : '';
  const text = `${count} of the host's ${hostCores} CPUs may be used${which}: limits and defaults are for these alone`;
  return note(code, text, { numbers });
}

/** @param kernel null where only the record of a host is at hand, which needs no fix */
export function governor({ governors }: HostFacts, kernel: KernelSettings | null = null): HostCheck {
  const code = 'governor';
  if (governors === null) return note(code, 'the frequency governor is unknown');
  const followers = Object.entries(governors).filter(([one]) => one !== 'performance');
  if (followers.length === 0) return fine(code, 'the frequency governor is performance');
  const cpus = sum(followers.map(([, count]) => count));
  const cores = sum(Object.values(governors));
  const where = cpus < cores ? ` on ${cpus} of ${cores} CPUs` : '';
  const names = followers.map(([one]) => one).join(' and ');
  return judged(code, false, {
    text: `the frequency governor is ${names}${where}: a light load runs at a lower clock`,
    numbers: { cpus, cores },
    advice: 'cpupower frequency-set -g performance, as root',
    fix: kernel && governorFix(kernel),
  });
}

function governorFix(kernel: KernelSettings): Fix {
  if (!kernel.hasPerformance) return byHand("the CPU's driver does not have the governor performance");
  const followers = kernel.governors.filter(({ name }) => name !== 'performance');
  const set = (to: string, cpus: readonly { readonly cpu: number }[]) => {
    const list = cpus.map(({ cpu }) => cpu).join(' ');
    return `for cpu in ${list}; do echo ${to} > ${CPU_FOLDER}/cpu$cpu/cpufreq/scaling_governor; done`;
  };
  const names = [...new Set(followers.map(({ name }) => name))];
  return writing(CPU_FOLDER, kernel, {
    about: 'keeps the clock of these CPUs at its highest',
    commands: [set('performance', followers)],
    undo: names.map((old) =>
      set(
        old,
        followers.filter(({ name }) => name === old),
      ),
    ),
  });
}

export function boost({ boost: on, kernel }: HostState): HostCheck {
  const code = 'boost';
  if (on === null) return note(code, 'whether cores boost their clock is unknown');
  if (!on) return fine(code, 'cores do not boost their clock');
  const text = 'cores boost their clock while others are idle: few workers run at a higher clock than many';
  return note(code, text, { advice: 'turn it off to compare worker counts', fix: boostFix(kernel) });
}

function boostFix(kernel: KernelSettings): Fix | null {
  if (kernel.boostFile === null) return null;
  const { path, on, off } = kernel.boostFile;
  const write = (value: string) => `echo ${value} > ${path}`;
  return writing(path, kernel, {
    about: 'turns boost off, so that the clock is the same with few workers as with many',
    commands: [write(off)],
    undo: [write(on)],
  });
}

export function smt({ smt: on, cores, coreThreads, physicalCores }: HostFacts): HostCheck {
  const code = 'smt';
  if (on === null) return note(code, 'whether two CPUs share a core is unknown');
  if (!on) return fine(code, 'every CPU is a whole core (SMT is off)');
  const pair = coreThreads?.find(({ length }) => length > 1);
  const example = pair ? `, such as ${pair.join(' and ')}` : '';
  const text = `two CPUs are threads of one core (SMT)${example}, and slow each other down if both are busy`;
  const numbers = physicalCores === null ? { cores } : { cores, physicalCores };
  return note(code, text, { numbers, advice: '--cpus auto gives target and load whole cores' });
}

export function cgroupLimit({ cgroupCpuLimit: limit, cores }: HostFacts): HostCheck {
  const code = 'cgroup-limit';
  if (limit === null) return fine(code, `no CPU limit on the ${cores} cores`);
  const isFine = limit >= cores;
  const text = `the CPU limit is ${limit.toFixed(2)} of ${cores} cores`;
  return judged(code, isFine, {
    text: isFine ? text : `${text}: beyond it, processes are paused`,
    numbers: { allowedCores: limit, cores },
    advice: 'give the container whole cores (docker run --cpuset-cpus 0-3)',
  });
}

export function virtualization({ virtualization: kind }: HostFacts): HostCheck {
  const code = 'virtualization';
  if (kind === null) return fine(code, 'no virtualization was found');
  const name = kind === 'unknown' ? 'the host is virtual' : `the host is virtual (${kind})`;
  return note(code, `${name}: other guests may take CPU time`);
}

export function battery({ onBattery }: HostState): HostCheck {
  const code = 'battery';
  if (!onBattery) return fine(code, 'the host does not run on a battery');
  return judged(code, false, {
    text: 'the host runs on battery, at a lower clock',
    advice: 'plug it in',
  });
}

/** sharedThreads is null if the roles share no core. Roles whose CPU lists overlap share cores on purpose. */
export function sharedThreads(
  coreThreads: Cores | null,
  { target, proxy, load }: PinnedCpus,
): Warning | null {
  const measured = new Set([...target, ...proxy]);
  const sending = new Set(load);
  const shared = (coreThreads ?? []).filter(
    (threads) =>
      threads.some((cpu) => sending.has(cpu) && !measured.has(cpu)) &&
      threads.some((cpu) => measured.has(cpu) && !sending.has(cpu)),
  );
  const [first] = shared;
  if (!first) return null;
  return {
    code: 'threads-shared',
    text: `--cpus puts load and target on threads of one core (${first.join(' and ')}), which slow each other; use --cpus auto`,
    numbers: { cores: shared.length },
  };
}

/**
 * hostWarnings returns what on the host itself disturbs a run's figures, from its record's header alone. Everything that changes
 * during the run is reported by its trials: the load average still includes whatever ran before.
 *
 * @param cpus cores that the roles were pinned to; null without pinning, and then threads of one core may be shared
 */
export function hostWarnings(host: HostFacts, cpus: PinnedCpus | null): Warning[] {
  const doubts = [governor(host), cgroupLimit(host)].filter(({ level }) => level === 'doubtful');
  const unpinned = host.smt ? [smt(host)] : [];
  const shared = cpus === null ? unpinned : [sharedThreads(host.coreThreads, cpus) ?? []].flat();
  return [...doubts, ...shared].map(({ code, text, numbers }) => ({ code, text, numbers }));
}
