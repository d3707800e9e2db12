/** Where the CPU time of each variant's busiest worker went: the profiles of `--profile`. */
import type { HotFunction, PackageTime, Profile, TakenProfile } from '../../harness/records/run.ts';
import type { CellResult } from '../cell-result.ts';
import { type Block, list, paragraph, section } from '../document/block.ts';
import { code, joined, link, strong, type Text, text } from '../document/inline.ts';
import { nameColumn, table } from '../document/table.ts';
import { figure, fixed, percent, signedPercent } from '../format.ts';
import type { Group } from '../groups.ts';
import { numberColumn } from './number-column.ts';

/** Packages with less of the time are left out of the sentence; the record has all. */
const LEAST_SHARE = 0.01;

/** Empty without `--profile`. */
export function hottestSection({ results }: Group, profiles: readonly Profile[]): Block[] {
  const blocks = results.flatMap((result) =>
    profiles
      .filter(({ cell }) => cell === result.cell.id)
      .flatMap((profile) =>
        profile.status === 'ok' ? profileBlocks(profile, result) : missing(profile, result),
      ),
  );
  if (blocks.length === 0) return [];
  return section(3, 'Hottest functions', [
    ...blocks,
    ...list([
      text`Each profile is of a trial of its own, which no other figure of this report includes: the profiler costs time.`,
      text`${strong('Self')}: time in the function itself, without what it calls, as a share of the time that the worker was not idle. ${strong('(native)')} is C++ of Node and V8 that JavaScript calls, such as writing to a socket; ${strong('(program)')} is the rest of the process.`,
      text`Open a file in Chrome DevTools (Performance, Load profile) or on speedscope.app.`,
    ]),
  ]);
}

function missing({ reason }: Extract<Profile, { status: 'missing' }>, { cell }: CellResult): Block[] {
  return paragraph(text`${code(cell.variant)}: no profile, because ${reason}.`);
}

function profileBlocks(profile: TakenProfile, { cell, figures }: CellResult): Block[] {
  const { file, instance, pid, durationSeconds, idleSeconds, throughput, sampleCount } = profile;
  const worker = instance === null || cell.workers === 1 ? `pid ${pid}` : `worker ${instance}, pid ${pid}`;
  const idle = durationSeconds === 0 ? 0 : idleSeconds / durationSeconds;
  return [
    ...paragraph(
      text`${code(cell.variant)} (${worker}): ${fixed(sampleCount, 0)} samples in ${figure(durationSeconds)} s, idle for ${percent(idle, 0)}, at ${figure(throughput)} req/s${changeText(throughput, figures?.throughput.mean)}. Profile: ${link(file, code(file))}`,
    ),
    ...table<HotFunction>(
      [
        nameColumn('function', ({ name }) => code(name)),
        nameColumn('package', (one) => one.package),
        nameColumn('place', placeText),
        numberColumn('self ms', ({ selfSeconds }) => 1_000 * selfSeconds, figure),
        numberColumn('self', ({ selfShare }) => selfShare, percent),
      ],
      profile.hottest,
    ),
    ...paragraph(text`By package: ${packagesText(profile.packages)}.`),
  ];
}

function changeText(throughput: number, measured: number | undefined): string {
  return measured === undefined || measured === 0
    ? ''
    : ` (${signedPercent(throughput / measured - 1)} against the measured trials)`;
}

function placeText({ place, line }: HotFunction): Text {
  return place === '' ? text`` : text`${code(line === null ? place : `${place}:${line}`)}`;
}

function packagesText(packages: readonly PackageTime[]): Text {
  const shown = packages.filter(({ selfShare }) => selfShare >= LEAST_SHARE);
  return joined(
    shown.map((one) => text`${one.package} ${percent(one.selfShare, 0)}`),
    ', ',
  );
}
