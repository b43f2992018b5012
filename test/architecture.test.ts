/** Proves that imports go one way, that no files import each other in a circle, and that every outside package has one door. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, posix, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_FOLDER } from '../src/core/files.ts';

// From the top down: a folder imports from itself and from what stands before it. Equal ranks do not know each other.
const PIPELINE = [
  ['core'],
  ['text'],
  ['documents'],
  ['clauses'],
  ['passages'],
  ['concepts'],
  ['commitments'],
  ['embedding'],
  ['indexing'],
  ['search'],
  ['comparing'],
  ['citation', 'results', 'verifying'],
  ['reports'],
  ['engine'],
] as const;

// The fronts see the engine's surface, and of each other what is named here.
const FRONTS: Readonly<Record<string, readonly string[]>> = {
  eval: ['engine', 'core', 'text'],
  web: ['engine', 'core'],
  server: ['engine', 'web', 'core'],
  cli: ['engine', 'server', 'eval', 'core'],
};

// An outside package, or a part of one, to the only file (or folder, ending in /) that may import it.
const DOORS: Readonly<Record<string, readonly string[]>> = {
  nodejieba: ['src/text/segment.ts'],
  minisearch: ['src/indexing/minisearch.ts'],
  'opencc-js': ['src/text/fold.ts'],
  'node:fs': ['src/core/files.ts'],
  'node:crypto': ['src/core/files.ts'],
  'node:zlib': ['src/core/files.ts'],
  zod: ['src/core/schema.ts'],
  '@hono/zod-openapi': ['src/server/'],
  hono: ['src/server/'],
  'hono/jsx': ['src/server/', 'web/'],
  '@hono/node-server': ['src/server/serve.ts'],
  '@xenova/transformers': ['src/embedding/transformers.ts'],
  diff: ['src/comparing/align.ts'],
  docx: ['src/reports/docx-write.ts'],
  fflate: ['src/reports/read/docx-read.ts'],
  '@xmldom/xmldom': ['src/reports/read/docx-read.ts'],
  mdast: ['src/reports/'],
  'mdast-util-from-markdown': ['src/reports/markdown.ts'],
  'mdast-util-gfm': ['src/reports/markdown.ts'],
  'micromark-extension-gfm': ['src/reports/markdown.ts'],
};

interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

const sources = ['src', 'web'].flatMap((folder) => filesBelow(join(PROJECT_FOLDER, folder)));
const imports = sources.flatMap((file) =>
  importsOf(readFileSync(join(PROJECT_FOLDER, file), 'utf8')).map((found) => ({ ...found, from: file })),
);
const inner = imports.filter(({ specifier }) => specifier.startsWith('.'));
const outer = imports.filter(({ specifier }) => !specifier.startsWith('.'));

describe('reading imports', () => {
  it('sees every form of import and no import in a comment or a string', () => {
    const code = [
      "import one, { type Two } from './one.ts';",
      "import type { Three } from './three.ts';",
      "import { type Four, type Five } from './four.ts';",
      "import * as six from 'six';",
      "import './seven.ts';",
      "export { eight } from './eight.ts';",
      "export type { Nine } from './nine.ts';",
      "const ten = await import('ten');",
      "const eleven = require('eleven');",
      "import {\n  type Twelve,\n  thirteen,\n} from './twelve.ts';",
      "// import { no } from 'comment';",
      "/* import { no } from 'block'; */",
      "import data from './data.json' with { type: 'json' };",
      'const said = "import no from \'string\'";',
      "const link = 'https://x'; import('fourteen');",
    ].join('\n');
    expect(
      importsOf(code).map(({ specifier, typeOnly }) => `${specifier}${typeOnly ? ' (type)' : ''}`),
    ).toEqual([
      './one.ts',
      './three.ts (type)',
      './four.ts (type)',
      'six',
      './seven.ts',
      './eight.ts',
      './nine.ts (type)',
      'ten',
      'eleven',
      './twelve.ts',
      './data.json',
      'fourteen',
    ]);
  });

  it('reads the files of this project', () => {
    expect(sources).toContain('src/engine.ts');
    expect(inner).toContainEqual({
      from: 'src/engine.ts',
      specifier: './core/errors.ts',
      typeOnly: false,
    });
    expect(inner.map(targetOf).filter((target) => !existsSync(join(PROJECT_FOLDER, target)))).toEqual([]);
  });
});

describe('the direction of imports', () => {
  it('gives every file a place in the order', () => {
    expect(sources.filter((file) => mayImport(layerOf(file)) === null)).toEqual([]);
  });

  it('lets a file import from its own folder and from those above it only', () => {
    const wrong = inner.filter(({ from, specifier }) => {
      const [own, other] = [layerOf(from), layerOf(targetOf({ from, specifier }))];
      return own !== other && !(mayImport(own) ?? []).includes(other);
    });
    expect(wrong.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([]);
  });

  it('lets pages know the engine by its types alone', () => {
    const wrong = inner.filter(
      (found) => layerOf(found.from) === 'web' && layerOf(targetOf(found)) === 'engine' && !found.typeOnly,
    );
    expect(wrong.map(({ from }) => from)).toEqual([]);
  });

  it('has no files that import each other in a circle', () => {
    expect(findCircle(sources, inner)).toBeNull();
  });

  it('would notice a circle', () => {
    const link = (from: string, specifier: string) => ({ from, specifier });
    const straight = [link('src/a.ts', './b.ts'), link('src/b.ts', './c.ts'), link('src/a.ts', './c.ts')];
    expect(findCircle(['src/a.ts', 'src/b.ts', 'src/c.ts'], straight)).toBeNull();
    expect(
      findCircle(['src/a.ts', 'src/b.ts', 'src/c.ts'], [...straight, link('src/c.ts', './a.ts')]),
    ).toEqual(['src/a.ts', 'src/b.ts', 'src/c.ts', 'src/a.ts']);
  });
});

describe('doors to outside packages', () => {
  it('knows every package that is imported', () => {
    const unknown = outer.filter(({ specifier }) => doorsOf(specifier) === null && !isBuiltin(specifier));
    expect(unknown.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([]);
  });

  it('lets a package in through its own door only', () => {
    const wrong = outer.filter(({ from, specifier }) => {
      const doors = doorsOf(specifier);
      return (
        doors !== null && !doors.some((door) => (door.endsWith('/') ? from.startsWith(door) : from === door))
      );
    });
    expect(wrong.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([]);
  });

  it('calls parts of Node by their full names', () => {
    const short = outer.filter(({ specifier }) => isBuiltin(specifier) && !specifier.startsWith('node:'));
    expect(short.map(({ from, specifier }) => `${from} imports ${specifier}`)).toEqual([]);
  });

  it('imports only packages that package.json names', () => {
    const named = new Set(dependencies());
    const missing = outer
      .filter(({ specifier }) => !isBuiltin(specifier))
      .filter(({ specifier, typeOnly }) => !(typeOnly && named.has(`@types/${packageOf(specifier)}`)))
      .map(({ specifier }) => packageOf(specifier))
      .filter((name) => !named.has(name));
    expect(missing).toEqual([]);
  });
});

describe.runIf(existsSync(join(PROJECT_FOLDER, 'ARCHITECTURE.md')))('ARCHITECTURE.md', () => {
  it('names every dependency in a table', () => {
    const rows = readFileSync(join(PROJECT_FOLDER, 'ARCHITECTURE.md'), 'utf8')
      .split('\n')
      .filter((line) => line.trimStart().startsWith('|'));
    const words = new Set(rows.join('\n').match(/@?[\w.-]+(?:\/[\w.-]+)*/g));
    expect(dependencies().filter((name) => !words.has(name))).toEqual([]);
  });
});

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.[mc]?[jt]sx?$/.test(entry.name))
    .map((entry) => relative(PROJECT_FOLDER, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

function importsOf(code: string): Omit<Import, 'from'>[] {
  const plain = withoutComments(code);
  const found: (Omit<Import, 'from'> & { at: number })[] = [];
  const statement = /^[ \t]*(import|export)\b([^'"`;]*?)\bfrom\s*(['"])([^'"\n]+)\3/gm;
  for (const match of plain.matchAll(statement)) {
    const clause = (match[2] ?? '').trim();
    const members = /^\{([\s\S]*)\}$/
      .exec(clause)?.[1]
      ?.split(',')
      .map((member) => member.trim());
    const typeOnly =
      /^type\b/.test(clause) ||
      (members?.filter(Boolean).every((member) => member.startsWith('type ')) ?? false);
    found.push({ specifier: match[4] ?? '', typeOnly, at: match.index });
  }
  for (const match of plain.matchAll(
    /^[ \t]*import\s*(['"])([^'"\n]+)\1|\b(?:import|require)\s*\(\s*(['"])([^'"\n]+)\3/gm,
  )) {
    found.push({ specifier: match[2] ?? match[4] ?? '', typeOnly: false, at: match.index });
  }
  return found.sort((a, b) => a.at - b.at).map(({ specifier, typeOnly }) => ({ specifier, typeOnly }));
}

/** Comments become blanks; what looks like one inside a string stays. */
function withoutComments(code: string): string {
  return code.replace(
    /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (piece) => (piece.startsWith('/') ? piece.replace(/[^\n]/g, ' ') : piece),
  );
}

/** 'core' of src/core/span.ts, 'engine' of src/engine.ts, 'web' of anything below web/. */
function layerOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  return top === 'web' ? 'web' : second.replace(/\.ts$/, '');
}

function mayImport(layer: string): readonly string[] | null {
  const rank = PIPELINE.findIndex((equal) => (equal as readonly string[]).includes(layer));
  if (rank >= 0) return PIPELINE.slice(0, rank).flat();
  return FRONTS[layer] ?? null;
}

function targetOf({ from, specifier }: Pick<Import, 'from' | 'specifier'>): string {
  return posix.join(dirname(from), specifier);
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** By the longest name in the table that the specifier begins with; null where it is not in the table. */
function doorsOf(specifier: string): readonly string[] | null {
  const full = isBuiltin(specifier) && !specifier.startsWith('node:') ? `node:${specifier}` : specifier;
  const parts = full.split('/');
  for (let length = parts.length; length > 0; length--) {
    const doors = DOORS[parts.slice(0, length).join('/')];
    if (doors !== undefined) return doors;
  }
  return null;
}

/** The files of a circle, its first one again at the end; null where there is none. */
function findCircle(
  files: readonly string[],
  links: readonly Pick<Import, 'from' | 'specifier'>[],
): string[] | null {
  const targets = new Map<string, string[]>();
  for (const link of links) targets.set(link.from, [...(targets.get(link.from) ?? []), targetOf(link)]);
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): string[] | null => {
    const seenAt = path.indexOf(file);
    if (seenAt >= 0) return [...path.slice(seenAt), file];
    if (done.has(file)) return null;
    for (const next of targets.get(file) ?? []) {
      const circle = walk(next, [...path, file]);
      if (circle !== null) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of files) {
    const circle = walk(file, []);
    if (circle !== null) return circle;
  }
  return null;
}

function dependencies(): string[] {
  const manifest = JSON.parse(readFileSync(join(PROJECT_FOLDER, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string> | undefined
  >;
  return ['dependencies', 'optionalDependencies', 'devDependencies'].flatMap((kind) =>
    Object.keys(manifest[kind] ?? {}),
  );
}
