/** What can be measured here. What is missing disturbs no figure: its setups are left out, with that reason. */
import { policies } from '../../../targets/policies/index.ts';
import { proxies } from '../../../targets/proxies/index.ts';
import { fine, type HostCheck, type HostState, note } from './host-check.ts';

const PLAIN = { https: false, isCommand: false };

/** One of each proxy that needs a program. */
export function proxyChecks({ capabilities }: HostState): HostCheck[] {
  return proxies.flatMap((proxy) => {
    const { name, program } = proxy;
    if (!program) return [];
    const reason = proxy.obstacle?.(capabilities, PLAIN) ?? null;
    if (reason !== null) return note(name, `the setups behind ${name} are left out: ${reason}`);
    return fine(name, `${name} ${capabilities.programs[program.name]?.version} is there`);
  });
}

export function node({ capabilities }: HostState): HostCheck {
  const lacking = policies.flatMap((policy) => {
    const reason = policy.obstacle?.(capabilities, PLAIN) ?? null;
    return reason === null ? [] : [`the policy ${policy.name} is left out: ${reason}`];
  });
  if (lacking.length > 0) return note('node', lacking.join('; '));
  return fine('node', `Node ${capabilities.nodeVersions.join(' and ')} has every policy`);
}

export function taskset({ taskset: isThere, capabilities }: HostState): HostCheck {
  const code = 'taskset';
  if (isThere) return fine(code, 'taskset is there, for --cpus');
  if (capabilities.platform !== 'linux') return note(code, '--cpus is not to be had: only Linux pins');
  return note(code, 'taskset is missing, which --cpus needs', { advice: 'apt-get install util-linux' });
}
