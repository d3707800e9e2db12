/** The commands that would quiet a host, as a script for a shell of root. */

interface Check {
  readonly code: string;
  readonly level: 'fine' | 'note' | 'doubtful';
  readonly text: string;
  readonly advice: string | null;
  readonly fix: {
    readonly about: string;
    readonly commands: readonly string[];
    readonly undo: readonly string[];
  } | null;
}

/** Every line is a comment or a command, so that `sudo sh -e` can read it. */
export function fixScript(checks: readonly Check[]): string {
  const sections = checks
    .filter(({ level, advice, fix }) => level !== 'fine' && (advice ?? fix))
    .map(section);
  const commands = checks.flatMap(({ fix }) => fix?.commands ?? []).length;
  const head =
    commands === 0
      ? ['There is no command that would quiet this host.']
      : [
          'Commands that quiet this host until its next boot. None has been run. To run them:',
          '  cluster-bench doctor --fix | sudo sh -e',
        ];
  return [head.map(comment), ...sections].map((lines) => `${lines.join('\n')}\n`).join('\n');
}

function section({ code, level, text, advice, fix }: Check): string[] {
  const { about, commands, undo } = fix ?? { about: advice ?? '', commands: [], undo: [] };
  return [
    comment(`${code}, ${level}: ${text}`),
    comment(`${commands.length === 0 ? 'No command: ' : ''}${about}`),
    ...undo.map((line) => comment(`Undo: ${line}`)),
    ...commands,
  ];
}

/** A comment stays one, whatever its text: a line break would make a command of the rest. */
function comment(text: string): string {
  return `# ${text.replace(/[\r\n]+/g, ' ')}`;
}
