/** Owns `tiaosuo report`: a report's quotations and references checked, linked, and built into files. */
import { fileExists, readBytes, readText, resolvePath, writeFileAtomically } from '../core/files.ts';
import { type CheckAnswer, EDITIONS, type Engine, type ReportOptions } from '../engine.ts';
import {
  type Command,
  type ExitCode,
  parseChoice,
  parseOptions,
  type Terminal,
  UsageError,
} from './command.ts';
import { INDEX_HELP, indexOptions, openChosen } from './indexes.ts';
import { counted, oneLine, paint, printable } from './text.ts';

const ACTIONS = ['check', 'link', 'build'] as const;
const FORMS = ['md', 'html', 'docx', 'csl'] as const;

export const reportCommand: Command = {
  help: `usage: npx tiaosuo report check|link|build [options] FILE

Reads a report in Markdown or Word (.docx): quotations in 「」, “” and block quotes, 《titles》, 发文字号, addresses, keys ([@nanjing-2025/2.2]) and
links to clauses.

  check FILE         prints every one with what came of it and where it stands; exits with 1 where one is altered, not found or cited to
                     another source than holds it, or where a source that is cited does not exist
  link FILE          writes a copy of Markdown with links and notes added, and nothing else changed
  build FILE         makes numbered references of keys, with a list of them: FILE.built.md, .html, .docx with footnotes, .csl.json

  --out PATH         where link writes (default: standard output), and what the files of build begin with
  --to FORM          of build, only this form: ${FORMS.join(', ')}; may be given again
  --site URL         the server that links lead to, such as http://127.0.0.1:8787 (default: paths)
  --edition YEAR     of GB/T 7714: 2025 (default) or 2015
  --accessed DATE    the day on which sources were visited, YYYY-MM-DD
  --all              of check, print also what is right
  --json             of check, print everything as JSON
${INDEX_HELP}`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      ...indexOptions,
      out: { type: 'string' },
      to: { type: 'string', multiple: true, default: [] },
      site: { type: 'string' },
      edition: { type: 'string' },
      accessed: { type: 'string' },
      all: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    });
    const [action = '', file, ...others] = positionals;
    const chosen = parseChoice('report', action, ACTIONS);
    if (file === undefined || others.length > 0) throw new UsageError('give one file');
    const options: ReportOptions = {
      site: values.site,
      edition: values.edition === undefined ? undefined : parseChoice('edition', values.edition, EDITIONS),
      accessed: values.accessed,
    };
    const engine = await openChosen(values, terminal, { searches: false });
    const path = resolvePath(file);
    if (chosen === 'check') return check(engine, path, { ...values, terminal });
    if (isWord(path)) throw new UsageError(`${chosen} takes Markdown, not a Word file`);
    if (chosen === 'link') return link(engine, path, { out: values.out, options, terminal });
    const forms = values.to.map((form) => parseChoice('to', form, FORMS));
    return build(engine, path, {
      out: values.out,
      forms: forms.length === 0 ? FORMS : forms,
      options,
      terminal,
    });
  },
};

function isWord(path: string): boolean {
  return /\.docx$/i.test(path);
}

interface CheckOptions {
  readonly all: boolean;
  readonly json: boolean;
  readonly terminal: Terminal;
}

function check(engine: Engine, path: string, { all, json, terminal }: CheckOptions): ExitCode {
  const answer = engine.checkReport(readBytes(path), isWord(path) ? 'docx' : 'markdown');
  if (json) terminal.out(`${JSON.stringify(answer)}\n`);
  else printCheck(answer, all, terminal);
  return answer.fails ? 1 : 0;
}

function printCheck({ findings, searched }: CheckAnswer, all: boolean, terminal: Terminal): void {
  const { out, colors } = terminal;
  const wrong = findings.filter(({ fails }) => fails);
  for (const finding of all ? findings : wrong) {
    const { line, column, kind, verdict, text, places, cited, fails } = finding;
    const shown = paint(fails ? 'red' : 'green', verdict.replace('_', ' '), colors);
    out(`${line}:${column}  ${shown}  ${kind}  ${oneLine(text)}\n`);
    for (const source of cited.filter(({ holds }) => holds === false)) {
      out(`  cited to ${oneLine(source.value)}\n`);
    }
    for (const { clause, start, end } of places.slice(0, MAX_PLACES)) {
      out(`  ${paint('cyan', printable(clause), colors)}${start < end ? ` ${start}-${end}` : ''}\n`);
    }
    for (const { quote, place } of finding.differences) {
      out(`  quoted “${oneLine(quote.text)}”, printed “${oneLine(place.text)}”\n`);
    }
  }
  const right = findings.length - wrong.length;
  out(
    `${counted(wrong.length, 'thing')} wrong, ${right} right; ${searched.clauses} clauses of ${searched.documents} documents searched\n`,
  );
}

const MAX_PLACES = 10;

interface WriteOptions {
  readonly out: string | undefined;
  readonly options: ReportOptions;
  readonly terminal: Terminal;
}

function link(engine: Engine, path: string, { out, options, terminal }: WriteOptions): ExitCode {
  const { text, links, notes } = engine.linkReport(readText(path), options);
  if (out === undefined) terminal.out(text);
  else write(path, resolvePath(out), text);
  terminal.err(`${counted(links, 'link')} and ${counted(notes, 'note')} added\n`);
  return 0;
}

async function build(
  engine: Engine,
  path: string,
  { out, forms, options, terminal }: WriteOptions & { readonly forms: readonly (typeof FORMS)[number][] },
): Promise<ExitCode> {
  const built = engine.buildReport(readText(path), options);
  const base = resolvePath(out ?? path.replace(/\.[^./\\]*$/, '.built'));
  const files = {
    md: () => [`${base}.md`, built.markdown] as const,
    html: () => [`${base}.html`, built.html] as const,
    docx: async () => [`${base}.docx`, await built.docx()] as const,
    csl: () => [`${base}.csl.json`, built.csl] as const,
  };
  for (const form of forms) {
    const [to, content] = await files[form]();
    write(path, to, content);
    terminal.out(`${to}\n`);
  }
  terminal.err(
    `${counted(built.references.length, 'reference')}, cited ${counted(built.uses.length, 'time')}\n`,
  );
  return 0;
}

/** The report itself is never written over. */
function write(from: string, to: string, content: string | Uint8Array): void {
  if (from === to && fileExists(from)) throw new UsageError('--out is the report itself; name another file');
  writeFileAtomically(to, content);
}
