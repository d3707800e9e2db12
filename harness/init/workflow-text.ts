/** The nightly job for a user's repository on GitHub. */
import { packageVersion } from '../host/package-version.ts';
import type { Project } from './project.ts';

export const WORKFLOW_FILE = '.github/workflows/cluster-bench.yml';

interface Manager {
  /** Installs what the lock file names. */
  readonly install: string;
  readonly run: string;
  /** Makes the package manager available. */
  readonly before?: string;
}

export function workflowText(project: Project): string {
  const { install, run, before } = managerOf(project);
  const build = project.manifest.scripts.build === undefined ? [] : [`${run} build`];
  const setup = [...(before === undefined ? [] : [before]), install, ...build];
  const program = project.dependsOn('cluster-bench')
    ? 'cluster-bench'
    : `--yes cluster-bench@${packageVersion()}`;
  return `# Measures the service every night, and compares the night with the last good ones. Written by "cluster-bench init".
# docs/nightly.md of cluster-bench explains the verdicts; cluster-bench.config.json says what is measured.
name: cluster-bench
on:
  schedule:
    - cron: "30 2 * * *"
  workflow_dispatch:
    inputs:
      accept:
        description: Accept the level of this night, so that later nights are compared with it
        type: boolean
        default: false
permissions: {}
concurrency:
  group: cluster-bench
  cancel-in-progress: false

jobs:
  nightly:
    if: github.event.repository.fork == false
    # A hosted runner shares its cores with strangers, and the next night may run on another model of CPU. Nights on
    # different models are not compared, and within one only large changes stand out from the noise. A machine of your
    # own with nothing else to do finds small ones: register it as a runner, and write [self-hosted, linux] here.
    runs-on: ubuntu-latest
    timeout-minutes: 180
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          persist-credentials: false
          fetch-depth: 0 # a suspicion is tested against the commit of the last good night
      - uses: actions/setup-node@39370e3970a6d050c480ffad4ff0ed4d3fdee5af # v4.1.0
        with:
          node-version: "22"
${setup
  .map(
    (line) => `      - run: ${line}
`,
  )
  .join(
    '',
  )}      # The nights so far. On a runner of your own, leave both steps of the cache out, and add --store with a folder outside
      # the checkout.
      - uses: actions/cache/restore@1bd1e32a3bdc45362d1e726936510720a7c30a57 # v4.2.0
        with:
          path: cluster-bench-nightly
          key: cluster-bench-nightly-\${{ github.run_id }}-\${{ github.run_attempt }}
          restore-keys: cluster-bench-nightly-
      # Sources of noise on this host. They are reported, and do not stop the night.
      - run: npx ${program} doctor
        continue-on-error: true
      - id: night
        env:
          ACCEPT: \${{ inputs.accept && '--accept' || '' }}
        run: npx ${program} nightly --setup "${setup.join(' && ')}" $ACCEPT
      # A night with a regression fails the job, and counts all the same.
      - uses: actions/cache/save@1bd1e32a3bdc45362d1e726936510720a7c30a57 # v4.2.0
        if: always() && steps.night.outputs.folder != ''
        with:
          path: cluster-bench-nightly
          key: cluster-bench-nightly-\${{ github.run_id }}-\${{ github.run_attempt }}
      - uses: actions/upload-artifact@b4b15b8c7c6ac21ea08fcf65892d2ee8f75cf882 # v4.4.3
        if: always() && steps.night.outputs.folder != ''
        with:
          name: night
          path: \${{ steps.night.outputs.folder }}
`;
}

function managerOf({ has }: Project): Manager {
  if (has('pnpm-lock.yaml')) {
    return { before: 'corepack enable', install: 'pnpm install --frozen-lockfile', run: 'pnpm run' };
  }
  if (has('yarn.lock'))
    return { before: 'corepack enable', install: 'yarn install --immutable', run: 'yarn run' };
  return { install: has('package-lock.json') ? 'npm ci' : 'npm install', run: 'npm run' };
}
