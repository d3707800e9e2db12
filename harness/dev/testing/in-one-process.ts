/**
 * Runs the test files of its arguments in this one process: those that start none themselves, for which a Node each
 * takes longer than the tests do.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

for (const file of process.argv.slice(2)) await import(pathToFileURL(resolve(file)).href);
