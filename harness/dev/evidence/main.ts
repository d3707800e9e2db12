/** `npm run evidence NAME`: prints one of the tables of docs/evidence.md, from real runs on this host. */
const tables = [
  'clients',
  'delays',
  'model',
  'healthy',
  'ledger',
  'detection',
  'spread',
  'ab',
  'servers',
  'rounds',
  'faults',
  'losses',
] as const;

const name = tables.find((table) => table === process.argv[2]);
if (!name) {
  console.error(`npm run evidence ${tables.join(' | ')}`);
  process.exitCode = 2;
} else await import(`./${name}.js`);
