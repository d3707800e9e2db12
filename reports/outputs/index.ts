/** Every output, in the order of lists. */
import { benchmarkJson } from './benchmark-json/benchmark-json.ts';
import { csv } from './csv/csv.ts';
import { junit } from './junit/junit.ts';
import { openmetrics } from './openmetrics/openmetrics.ts';
import type { Output } from './output.ts';

export const outputs: readonly Output[] = [junit, csv, openmetrics, benchmarkJson];
