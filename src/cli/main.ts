/** Owns the command line: finds the command, prints help and errors, gives the exit code. */
import { once } from 'node:events';
import { type ExitCode, formatError, type Listed, type Terminal, UsageError } from './command.ts';
import { readInput } from './input.ts';

// A command is loaded when it is run: a search does not wait for the server's code.
const COMMANDS: readonly Listed[] = [
  {
    name: 'index',
    summary: 'build an index, or bring one up to date',
    load: async () => (await import('./index.ts')).indexCommand,
  },
  { name: 'search', summary: 'find clauses', load: async () => (await import('./search.ts')).searchCommand },
  {
    name: 'suggest',
    summary: 'complete a half-typed query',
    load: async () => (await import('./suggest.ts')).suggestCommand,
  },
  {
    name: 'show',
    summary: 'print a clause or the outline of a document; without an address, the documents',
    load: async () => (await import('./show.ts')).showCommand,
  },
  {
    name: 'cite',
    summary: 'print citations: GB/T 7714, footnotes, CSL-JSON, RIS, BibTeX',
    load: async () => (await import('./cite.ts')).citeCommand,
  },
  {
    name: 'verify',
    summary: 'check whether quotes are printed as they are quoted',
    load: async () => (await import('./verify.ts')).verifyCommand,
  },
  {
    name: 'report',
    summary: 'check, link or build a report with citations',
    load: async () => (await import('./report.ts')).reportCommand,
  },
  {
    name: 'similar',
    summary: 'find what does the same job as a clause or a text',
    load: async () => (await import('./similar.ts')).similarCommand,
  },
  {
    name: 'compare',
    summary: 'print two clauses side by side, word by word',
    load: async () => (await import('./compare.ts')).compareCommand,
  },
  {
    name: 'coverage',
    summary: 'which city speaks of what, and which is silent',
    load: async () => (await import('./coverage.ts')).coverageCommand,
  },
  {
    name: 'families',
    summary: 'the same policy task in each city',
    load: async () => (await import('./families.ts')).familiesCommand,
  },
  {
    name: 'targets',
    summary: 'what is promised in figures',
    load: async () => (await import('./targets.ts')).targetsCommand,
  },
  {
    name: 'bodies',
    summary: 'who answers for which clause',
    load: async () => (await import('./bodies.ts')).bodiesCommand,
  },
  {
    name: 'serve',
    summary: 'serve the API and the pages',
    load: async () => (await import('./serve.ts')).serveCommand,
  },
  {
    name: 'eval',
    summary: 'measure the ranking on judged queries',
    load: async () => (await import('./eval.ts')).evalCommand,
  },
  {
    name: 'completion',
    summary: 'print a script that completes all this in bash or zsh',
    load: async () => (await import('./completion.ts')).completionCommand(COMMANDS),
  },
];

export async function main(
  args: readonly string[],
  terminal: Terminal = processTerminal(),
): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? terminal.err : terminal.out)(usage());
    return name === undefined ? 2 : 0;
  }
  const listed = COMMANDS.find((candidate) => candidate.name === name);
  if (listed === undefined) {
    terminal.err(`there is no command "${name}"\n\n${usage()}`);
    return 2;
  }
  try {
    const command = await listed.load();
    if (rest.includes('--help') || rest.includes('-h')) {
      terminal.out(`${command.help}\n`);
      return 0;
    }
    return await command.run(rest, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`tiaosuo ${name}: ${error.message}\nsee: npx tiaosuo ${name} --help\n`);
      return 2;
    }
    terminal.err(formatError(error));
    return 1;
  }
}

function usage(): string {
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`);
  return `usage: npx tiaosuo <command> [options]\n\n${lines.join('\n')}\n\nEach command has --help.\n`;
}

function processTerminal(): Terminal {
  // `tiaosuo search … | head` closes our output early: that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    colors: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    env: process.env,
    input: (maxChars) => {
      if (process.stdin.isTTY) process.stderr.write('type the text and end it with Ctrl-D\n');
      return readInput(process.stdin, maxChars);
    },
    interrupted: Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => {}),
  };
}
