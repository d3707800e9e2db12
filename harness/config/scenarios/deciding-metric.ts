import { isSocket } from '../../../scenarios/socket-user.ts';
import { isFixed, type User } from '../../../scenarios/user.ts';
import type { LoadMode } from '../../records/run.ts';
import { usualMetric } from '../../stats/metrics/index.ts';
import { iterationP99 } from '../../stats/metrics/iteration-p99.ts';
import { iterations } from '../../stats/metrics/iterations.ts';
import { p99 } from '../../stats/metrics/p99.ts';

/** decidingMetric is the rate in a closed loop, and the p99 in an open one, where the rate is set. */
export function decidingMetric({ arrivals }: LoadMode, user: User): string {
  if (isFixed(user) || isSocket(user)) return (arrivals === 'closed' ? usualMetric : p99).name;
  return (arrivals === 'closed' ? iterations : iterationP99).name;
}
