/** The JUnit files of each kind of record. */
import type { OutputFiles } from '../output.ts';
import { comparisonSuite } from './comparison-suite.ts';
import { nightSuite } from './night-suite.ts';
import { runSuite } from './run-suite.ts';
import { junitXml } from './xml.ts';

export const files: OutputFiles = {
  run: (record) => [{ name: 'junit.xml', text: junitXml([runSuite(record)]) }],
  comparison: (comparison) => [
    { name: 'comparison-junit.xml', text: junitXml([comparisonSuite(comparison)]) },
  ],
  night: (night, comparison) => [
    { name: 'night-junit.xml', text: junitXml([nightSuite(night, comparison)]) },
  ],
};
