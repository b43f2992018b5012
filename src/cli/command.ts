/** Owns what a command of the command line is: a help text, options, and an exit code. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { TiaosuoError } from '../core/errors.ts';

/** 0 done, 1 failed, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

export interface Terminal {
  /** Results. */
  out(text: string): void;
  /** Progress, warnings and errors. */
  err(text: string): void;
  /** Whether results go to a person who sees colours. */
  readonly colors: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** All of standard input, which is to have at most `maxChars` UTF-16 units; absent where there is none. */
  input?(maxChars: number): Promise<string>;
  /** Ends a running server. */
  readonly interrupted: Promise<void>;
}

export interface Command {
  /** What --help prints. */
  readonly help: string;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

/** A command before it is loaded. */
export interface Listed {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Wrong usage; `main` prints it with the command's name and exits with 2. */
export class UsageError extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Options by name and the words between them; unknown options are wrong usage. */
export function parseOptions<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A whole number in a range, or wrong usage. */
export function parseInteger(name: string, text: string, { min, max }: { min: number; max: number }): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max) {
    throw new UsageError(`--${name} is a number from ${min} to ${max}, not "${text}"`);
  }
  return value;
}

/** One of the words that an option knows, or wrong usage. */
export function parseChoice<T extends string>(name: string, text: string, known: readonly T[]): T {
  const found = known.find((one) => one === text);
  if (found !== undefined) return found;
  throw new UsageError(`--${name} is ${known.join(', ')}, not "${text}"`);
}

/** Years of four digits, or wrong usage. */
export function parseYears(texts: readonly string[]): number[] {
  return texts.map((text) => parseInteger('year', text, { min: 1000, max: 9999 }));
}

export function formatError(error: unknown): string {
  if (error instanceof TiaosuoError) return `error: ${error.message}\n${error.hint}\n`;
  return `error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}
