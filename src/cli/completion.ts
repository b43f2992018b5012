/** Owns `tiaosuo completion`: the scripts with which a shell completes commands, options and the words of a query. */
import { joinPath, PROJECT_FOLDER, readText } from '../core/files.ts';
import { type Command, type Listed, parseOptions, UsageError } from './command.ts';

const PROGRAM = joinPath(PROJECT_FOLDER, 'bin/tiaosuo.mjs');
// Commands whose words are a query.
const WITH_QUERY = ['search', 'suggest', 'coverage'];
const FILE_OPTIONS = ['--index', '--documents', '--clauses', '--cases', '--data', '--model'];
const SHELLS = ['bash', 'zsh'] as const;

/** @param commands what is completed: their names, and the options that their help lists */
export function completionCommand(commands: readonly Listed[]): Command {
  return {
    help: `usage: npx tiaosuo completion bash|zsh

Prints a script that completes commands, options and the words of a query, for tiaosuo and for npx tiaosuo:

  bash    npx tiaosuo completion bash > ~/.tiaosuo-completion; then in ~/.bashrc: source ~/.tiaosuo-completion
  zsh     npx tiaosuo completion zsh > ~/.tiaosuo-completion; then in ~/.zshrc, behind compinit: source ~/.tiaosuo-completion`,
    async run(args, terminal) {
      const { positionals } = parseOptions(args, {});
      const shell = SHELLS.find((known) => known === positionals[0]);
      if (shell === undefined || positionals.length > 1) {
        throw new UsageError(`give one shell, ${SHELLS.join(' or ')}`);
      }
      const options: CommandOptions[] = [];
      for (const { name, load } of commands) options.push({ name, ...optionsIn((await load()).help) });
      terminal.out(scriptFor(shell, options));
      return 0;
    },
  };
}

interface CommandOptions {
  readonly name: string;
  readonly options: readonly string[];
  /** Those of them that a value follows. */
  readonly valued: readonly string[];
}

/** The options that stand at the beginnings of a help text's lines; --limit N has a value, --json has none. */
function optionsIn(help: string): Pick<CommandOptions, 'options' | 'valued'> {
  const heads = help
    .split('\n')
    .flatMap((line) => /^ {2}(--\S+(?: [A-Z]+)?(?: --\S+(?: [A-Z]+)?)?)/.exec(line)?.[1] ?? []);
  const named = heads.flatMap((head) => [...head.matchAll(/(--[a-z-]+)( [A-Z]+)?/g)]);
  const valued = named.flatMap(([, name, value]) => (value === undefined ? [] : (name ?? [])));
  return { options: [...new Set([...named.flatMap(([, name]) => name ?? []), '--help'])], valued };
}

/** Every option that a value follows and that names no file or folder. */
function plainValues(commands: readonly CommandOptions[]): string {
  const files = new Set(FILE_OPTIONS);
  return [...new Set(commands.flatMap(({ valued }) => valued))].filter((name) => !files.has(name)).join('|');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The script of a shell, with what is known here put in for the names between two @. */
function scriptFor(shell: string, commands: readonly CommandOptions[]): string {
  const values: Readonly<Record<string, string>> = {
    PROGRAM: `${quote(process.execPath)} ${quote(PROGRAM)}`,
    COMMANDS: commands.map(({ name }) => name).join(' '),
    OPTIONS: commands
      .map(({ name, options }) => `    ${name}) options=${quote(options.join(' '))} ;;`)
      .join('\n'),
    FILES: FILE_OPTIONS.join('|'),
    VALUED: plainValues(commands),
    QUERIES: WITH_QUERY.join('|'),
    SHELLS: SHELLS.join(' '),
  };
  const template = readText(joinPath(PROJECT_FOLDER, `src/cli/shell/completion.${shell}`));
  return template.replace(/@([A-Z]+)@/g, (placeholder, name: string) => values[name] ?? placeholder);
}
