/** The findings of one group, the most important first. */

import { clipped } from '../clipped.ts';
import { measured } from '../comparison.ts';
import { code, strong, type Text, text } from '../document/inline.ts';
import type { Group } from '../groups.ts';
import { bestFindings } from './best.ts';
import { blockingFindings } from './blocking.ts';
import { cpuLimitFindings } from './cpu-limits.ts';
import { doubleBalancingFindings } from './double-balancing.ts';
import { idleFindings } from './idle.ts';
import { keepAliveRaceFindings } from './keep-alive-race.ts';
import { connectionLimitFindings, otherLimitFindings } from './limits.ts';
import { lossFindings } from './losses.ts';
import { metricsCostFindings } from './metrics-cost.ts';
import { misbehavingFindings } from './misbehaving/index.ts';
import { openLoopFindings } from './open-loop.ts';
import { ownClusterFindings } from './own-cluster.ts';
import { policyFindings, proxyFindings, settingFindings, workersFindings } from './pairs.ts';
import { poolFindings } from './pools.ts';
import { sessionFindings } from './sessions.ts';
import { disturbanceFindings, trustFindings } from './trust.ts';
import { workerDiffersFindings } from './worker-differs.ts';

/** The section about failed trials has the whole reason. */
const LONGEST_REASON = 300;

/** Never empty. */
export function groupFindings(group: Group): Text[] {
  const results = measured(group.results);
  if (results.length === 0) return [noFigures(group)];
  if (results.every(({ figures }) => figures.throughput.mean === 0)) {
    return [
      text`${strong('No variant gave a correct response.')}`,
      ...poolFindings(group),
      ...disturbanceFindings(group),
      ...trustFindings(group),
    ];
  }
  return [
    ...ownClusterFindings(group),
    ...lossFindings(group),
    ...misbehavingFindings(group),
    ...workerDiffersFindings(group),
    ...openLoopFindings(group),
    ...poolFindings(group),
    ...connectionLimitFindings(group),
    ...idleFindings(group),
    ...disturbanceFindings(group),
    ...metricsCostFindings(group),
    ...bestFindings(group),
    ...cpuLimitFindings(group),
    ...sessionFindings(group),
    ...blockingFindings(group),
    ...otherLimitFindings(group),
    ...workersFindings(group),
    ...policyFindings(group),
    ...proxyFindings(group),
    ...settingFindings(group),
    ...doubleBalancingFindings(group),
    ...keepAliveRaceFindings(group),
    ...trustFindings(group),
  ];
}

/** The reason of the first failed trial, since nothing else in the report explains why there are no figures. */
function noFigures({ results }: Group): Text {
  const [failed] = results.flatMap((result) => result.failed);
  if (failed === undefined) return text`No trial gave figures.`;
  return text`${strong('No trial gave figures.')} ${code(failed.cell)}: ${clipped(failed.reason, LONGEST_REASON)}`;
}
