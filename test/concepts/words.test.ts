/** Proves that the cutter knows the set phrases of the concept graph, and no others under their name. */
import { describe, expect, it } from 'vitest';
import { conceptGraph } from '../../src/concepts/graph.ts';
import { setPhrases } from '../../src/concepts/words.ts';
import { joinPath, PROJECT_FOLDER, readText } from '../../src/core/files.ts';
import { segment } from '../../src/text/segment.ts';

describe('the set phrases of the graph', () => {
  it('are those that the cutter reads; `npm run concept-words` writes them', () => {
    const text = readText(joinPath(PROJECT_FOLDER, 'src/text/data/concept-words.txt'));
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual(
      setPhrases(conceptGraph()),
    );
  });

  it('are cut as one word, unless a word in them is far more frequent (三|同时)', () => {
    const phrases = setPhrases(conceptGraph());
    const whole = phrases.filter((phrase) => segment(phrase).length === 1);
    expect(whole.length).toBeGreaterThan(0.9 * phrases.length);
    for (const phrase of ['三线一单', '碳普惠', '以电代煤']) expect(segment(phrase), phrase).toHaveLength(1);
  });
});
