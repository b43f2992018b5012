/** Proves what holds of the concept graph as it ships: unique ids and labels, no circles, every concept reachable. */
import { describe, expect, it } from 'vitest';
import { buildGraph, conceptGraph, labelKey } from '../../src/concepts/graph.ts';
import { topicsOf } from '../../src/concepts/topics.ts';
import { fileExists, joinPath, PROJECT_FOLDER, readText } from '../../src/core/files.ts';
import { fold } from '../../src/text/fold.ts';

const graph = conceptGraph();
const { concepts, labels, fields } = graph;

function repeated(keys: readonly string[]): string[] {
  return [...new Set(keys.filter((key, i) => keys.indexOf(key) !== i))];
}

/** Labels that name two things in the language itself; each is listed, so that no other is shared by accident. */
function declaredAmbiguous(): Set<string> {
  const path = joinPath(PROJECT_FOLDER, 'src/concepts/ambiguous.json');
  return new Set((fileExists(path) ? (JSON.parse(readText(path)) as string[]) : []).map(labelKey));
}

describe('the concept graph', () => {
  it('has at least 1,000 concepts, each with an id of its own under its field', () => {
    expect(concepts.length).toBeGreaterThanOrEqual(1000);
    expect(repeated(concepts.map(({ id }) => id))).toEqual([]);
    for (const { id } of concepts) expect(fields.has(id.split('/')[0] ?? '')).toBe(true);
  });

  it('says of each what officials call it, at least three ways in which people do, and what it is', () => {
    for (const { id, term, official, everyday, definition } of concepts) {
      expect([term, ...official].length, id).toBeGreaterThanOrEqual(2);
      expect(new Set(everyday).size, id).toBeGreaterThanOrEqual(3);
      expect(definition, id).toMatch(/^[^。]{6,}。$/);
    }
  });

  it('has no label twice, folded, that is not declared ambiguous', () => {
    const ambiguous = declaredAmbiguous();
    const keys = labels.map(({ folded }) => folded).filter((key) => !ambiguous.has(key));
    expect(repeated(keys)).toEqual([]);
  });

  it('declares nothing ambiguous that is not', () => {
    const keys = labels.map(({ folded }) => folded);
    for (const label of declaredAmbiguous())
      expect(keys.filter((key) => key === label).length, label).toBeGreaterThan(1);
  });

  it('names as broader concepts only such as exist, and never in a circle', () => {
    const ids = new Set(concepts.map(({ id }) => id));
    const broader = new Map(concepts.map((concept) => [concept.id, concept.broader]));
    for (const { id } of concepts) {
      const seen = new Set([id]);
      for (let next = broader.get(id) ?? null; next !== null; next = broader.get(next) ?? null) {
        expect(ids.has(next), `${id} is a part of ${next}`).toBe(true);
        expect(seen.has(next), `${id} is a part of itself through ${next}`).toBe(false);
        seen.add(next);
      }
    }
  });

  it('reaches every concept: by its id, by its term in either script, and in a text that prints the term', () => {
    concepts.forEach(({ id, term }, place) => {
      expect(graph.find(id)).toBe(place);
      expect(graph.find(` ${term} `)).toBe(place);
      expect(topicsOf(fold(`推进${term}工作。`)), term).toContain(place);
    });
  });

  it('holds its labels together by concept, the term first', () => {
    let last = -1;
    for (const { concept, text } of labels) {
      if (concept === last) continue;
      expect(concept).toBe(last + 1);
      expect(text).toBe(concepts[concept]?.term);
      last = concept;
    }
  });
});

describe('building a graph', () => {
  const concept = {
    id: 'a/one',
    term: '一',
    official: ['壹'],
    short: [],
    everyday: ['一个', '头一个', '单个'],
    definition: '数目里的头一个。',
    broader: null,
  };
  const file = (concepts: readonly object[]) => JSON.stringify({ field: 'a', zh: '甲', en: 'A', concepts });

  it('gives another id where anything that is said changes', () => {
    const other = { ...concept, everyday: ['一个', '头一个', '只有一个'] };
    expect(buildGraph([file([concept])]).id).not.toBe(buildGraph([file([other])]).id);
  });

  it('follows broader concepts up to the top, and ends in a circle', () => {
    const two = { ...concept, id: 'a/two', term: '二', broader: 'a/one' };
    const three = { ...concept, id: 'a/three', term: '三', broader: 'a/two' };
    expect(buildGraph([file([concept, two, three])]).broaderOf(2)).toEqual([1, 0]);
    const circle = buildGraph([file([{ ...concept, broader: 'a/two' }, two])]);
    expect(circle.broaderOf(0)).toEqual([1, 0]);
  });

  it('refuses what is no field of concepts', () => {
    expect(() => buildGraph([file([{ ...concept, everyday: ['一个'] }])])).toThrow();
    expect(() => buildGraph([file([{ ...concept, note: '' }])])).toThrow();
    expect(() => buildGraph([file([])])).toThrow();
  });
});
