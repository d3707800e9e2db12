/** What can be measured here. What is missing disturbs no figure: its setups are left out, with that reason. */
import { obstacle } from '../capabilities.ts';
import { fine, type HostCheck, type HostState, note } from './host-check.ts';

export function nginx({ capabilities }: HostState): HostCheck {
  const code = 'nginx';
  const reason = obstacle({ policy: null, proxy: 'nginx' }, capabilities);
  if (reason === null) return fine({ code, text: `nginx ${capabilities.nginx?.version} is there` });
  return note({ code, text: `the setups behind nginx are left out: ${reason}` });
}

export function node({ capabilities }: HostState): HostCheck {
  const code = 'node';
  const reason = obstacle({ policy: 'reuseport', proxy: 'none' }, capabilities);
  if (reason === null) return fine({ code, text: `Node ${capabilities.nodeVersion} has every policy` });
  return note({ code, text: `the policy reuseport is left out: ${reason}` });
}

export function taskset({ taskset: isThere, capabilities }: HostState): HostCheck {
  const code = 'taskset';
  if (isThere) return fine({ code, text: 'taskset is there, for --cpus' });
  if (capabilities.platform !== 'linux')
    return note({ code, text: '--cpus is not to be had: only Linux pins' });
  return note({ code, text: 'taskset is missing, which --cpus needs', advice: 'apt-get install util-linux' });
}
