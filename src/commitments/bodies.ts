/** Owns the names of bodies: which body of its city a printed name means, and which body took over from which. */
import { cityNamed, firstCityIn } from '../documents/cities.ts';
import { fold } from '../text/fold.ts';
import table from './data/bodies.json' with { type: 'json' };

/**
 * department: of the city's government. party: of its party committee. court: courts and procuratorates. agency: of the
 * central government, and the army. company: companies, groups and banks. other: people's congress, people's
 * organisations, centres, and what no ending tells apart.
 */
export type BodyKind = 'department' | 'party' | 'court' | 'agency' | 'company' | 'other';

export interface Body {
  /** Short, Simplified, without the city and 市: 住建局. The same for the body of that name in every city. */
  readonly id: string;
  /** 市住建局, whatever form was printed; bodies that carry their city's name, and unknown ones, are called as printed. */
  readonly name: string;
  readonly kind: BodyKind;
}

export interface BodyLink {
  readonly id: string;
  /** The year of the reform; cities followed until the end of the next one, where `note` says nothing else. */
  readonly year: number;
  /** The reform and its source, in Chinese. */
  readonly note: string;
}

interface KnownBody {
  readonly id: string;
  readonly kind: BodyKind;
  readonly name?: string | null;
  readonly names: readonly string[];
}

interface Succession {
  readonly from: string;
  readonly to: readonly string[];
  readonly reform: string;
  readonly detail?: string;
}

const KNOWN = table.bodies as readonly KnownBody[];
const SUCCESSIONS = table.successors as readonly Succession[];
const REFORMS: Readonly<Record<string, { readonly year: number; readonly note: string }>> = table.reforms;

const byId = new Map(KNOWN.map((body) => [body.id, body]));
// A form that two bodies share is read as the first of them and asks for both.
const byForm = new Map<string, KnownBody[]>();
for (const body of KNOWN) {
  for (const form of namesOf(body.id)) {
    const sharing = byForm.get(keyOf(form));
    if (sharing === undefined) byForm.set(keyOf(form), [body]);
    else if (!sharing.includes(body)) sharing.push(body);
  }
}

/**
 * The body that a printed name means. A name that nobody knows is a body of its own.
 *
 * @param name in any script, with or without its city's name and 市
 * @param city the short name of the city whose document prints it (苏州); null where that is not known
 */
export function readBody(name: string, city: string | null): Body {
  const folded = tidy(name);
  const known = meant(folded, city)?.bodies[0];
  if (known === undefined) return unknownBody(folded, city);
  return { id: known.id, name: canonicalName(known, folded, city), kind: known.kind };
}

/** A printed name written out as its document writes it, script folded: 資規局 → 市资规局, 苏州市住建局 → 市住建局. */
export function spellOut(name: string, city: string | null): string {
  const folded = tidy(name);
  const found = meant(folded, city);
  if (found === null) return unknownBody(folded, city).name;
  const [known] = found.bodies;
  const hasPlaceInside = !folded.endsWith(found.form); // 国家税务总局苏州市税务局
  if (known.name === null || hasPlaceInside) return folded;
  if (/市(?:委|政府|纪委|直|级)/.test(found.form)) return withSeat(found.form, city);
  // 市农办 is said, 市宣传部 is not.
  const isOfCommittee = known.kind === 'party' && !/[办委]$/.test(found.form);
  return isOfCommittee ? canonicalName(known, folded, city) : withSeat(`市${found.form}`, city);
}

/** The ids that a name asks for, the likeliest first; none where it is not known. A city in front is passed over. */
export function findBodies(asked: string): string[] {
  return meant(tidy(asked), null)?.bodies.map(({ id }) => id) ?? [];
}

/** All known forms of a body's name, its id first; of an unknown body that alone. */
export function namesOf(id: string): string[] {
  return [...new Set([id, ...(byId.get(id)?.names ?? [])])];
}

/** The bodies that took over from one; several where its duties were parted. */
export function successorsOf(id: string): BodyLink[] {
  return SUCCESSIONS.filter(({ from }) => from === id).flatMap((succession) =>
    succession.to.map((to) => linkTo(to, succession)),
  );
}

/** The bodies that one took over from. */
export function predecessorsOf(id: string): BodyLink[] {
  return SUCCESSIONS.filter(({ to }) => to.includes(id)).map((succession) =>
    linkTo(succession.from, succession),
  );
}

function linkTo(id: string, { reform, detail }: Succession): BodyLink {
  const { year, note } = REFORMS[reform] ?? { year: 0, note: reform };
  return { id, year, note: detail === undefined ? note : `${note}；${detail}` };
}

function canonicalName({ id, name }: KnownBody, folded: string, city: string | null): string {
  return name === null ? folded : withSeat(name ?? `市${id}`, city);
}

/** Prefectures and leagues have a 州 or 盟 where cities have 市. */
function withSeat(name: string, city: string | null): string {
  const [seat = ''] = /[州盟]$/.exec(cityNamed(city ?? '')?.full ?? '') ?? [];
  return seat === '' ? name : name.replace(/^市/, seat);
}

/** White space stands inside names where lines were broken. */
function tidy(name: string): string {
  return fold(name).replace(/\s/g, '');
}

function keyOf(form: string): string {
  return form
    .replace(/委员会/g, '委')
    .replace(/办公室/g, '办')
    .replace(/[和与及、]/g, '');
}

/** The bodies of a folded name and the form that they were found by; a second sign in brackets behind it is passed over. */
function meant(
  folded: string,
  city: string | null,
): { bodies: readonly [KnownBody, ...KnownBody[]]; form: string } | null {
  for (const whole of new Set([folded, folded.replace(/\([^()]*\)$/, '')])) {
    for (const form of withoutPlace(whole, city)) {
      const [first, ...others] = byForm.get(keyOf(form)) ?? [];
      if (first !== undefined) return { bodies: [first, ...others], form };
    }
  }
  return null;
}

/** What a name can be without the words that only say of which city it is; the name itself first. */
function withoutPlace(folded: string, city: string | null): string[] {
  const name = folded.replace(/^(?:中共|中国|中华人民共和国)/, '');
  const place = city === null ? firstCityIn(name) : cityNamed(city);
  const forms = [folded, name];
  if (place !== undefined) {
    const bare = name.replace(`${place.province}省`, '');
    const full = bare.includes(place.full) ? place.full : `${place.name}${place.full.slice(-1)}`;
    forms.push(bare.replace(full, ''), bare.replace(place.name, ''));
  }
  return [
    ...new Set(forms.flatMap((form) => [form, form.replace(/^[市州盟]/, ''), form.replace(/^[州盟]/, '市')])),
  ];
}

// 市政公司 is no 政公司 of the city.
const OWN_FIRST = /^市(?:[场政民容属域区县级直内]|$)/;
const ELSEWHERE = /[省市县区镇]|^(?:国家|中国|全国|中央|各|原)/;

const UNKNOWN_KINDS: readonly (readonly [BodyKind, RegExp])[] = [
  ['company', /(?:公司|集团|银行|支行|分行|电网)(?:\(.*\))?$/],
  ['court', /(?:法院|检察院)$/],
  ['party', /党委|党组|工委$|(?:^|[市县区])(?:委$|委[^员]|纪委)/],
  ['agency', /(?:海关|海事局|税务局|气象局|监管分局|调查队|支队|总队)$/],
  ['department', /(?:[局厅办委]|委员会|办公室)$/],
];

function unknownBody(folded: string, city: string | null): Body {
  const place = cityNamed(city ?? '')?.full ?? '';
  const hasCity = place !== '' && folded.startsWith(place) && folded.length > place.length;
  const printed = hasCity ? `${place.slice(-1)}${folded.slice(place.length)}` : folded;
  const short = OWN_FIRST.test(printed) || !/^[市州盟]./.test(printed) ? printed : printed.slice(1);
  const isKnown = (name: string) => meant(name, city) !== null;
  // A name that says its place twice must not turn into another body by losing one of them.
  const id = isKnown(short) || isKnown(printed) ? folded : short;
  const kind = UNKNOWN_KINDS.find(([, ending]) => ending.test(id))?.[0] ?? 'other';
  const full = withSeat(`市${id}`, city);
  const isOfCity = kind === 'department' && !ELSEWHERE.test(id) && !isKnown(full);
  return { id, name: isOfCity ? full : id === folded ? folded : printed, kind };
}
