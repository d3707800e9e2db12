/** JUnit XML: what CI systems show as test results. */
import type { Output } from '../output.ts';
import { comparisonSuite } from './comparison-suite.ts';
import { nightSuite } from './night-suite.ts';
import { runSuite } from './run-suite.ts';
import { junitXml } from './xml.ts';

export const junit: Output = {
  name: 'junit',
  summary: 'JUnit XML: a test case per cell, failed trial, comparison and gate',
  files: {
    run: (record) => [{ name: 'junit.xml', text: junitXml([runSuite(record)]) }],
    comparison: (comparison) => [
      { name: 'comparison-junit.xml', text: junitXml([comparisonSuite(comparison)]) },
    ],
    night: (night, comparison) => [
      { name: 'night-junit.xml', text: junitXml([nightSuite(night, comparison)]) },
    ],
  },
};
