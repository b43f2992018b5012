/** Owns every word of the pages, in Chinese and English. What documents print is never here, and never translated. */

export type Language = 'zh' | 'en';

/** The value of an element's `lang` for text in the page's own language. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { zh: 'zh-Hans', en: 'en' };

interface Searched {
  /** Clauses and documents that were looked at. */
  readonly clauses: number;
  readonly documents: number;
  /** Clauses in the whole index: more than `clauses` where a filter was set. */
  readonly all: number;
}

const zh = {
  siteTagline: '按条款检索政府政策文件',
  skipToContent: '跳到正文',
  languageSwitch: 'English',
  home: '条索首页',
  footer: {
    holdings: (documents: number, clauses: number) => `收录 ${documents} 份文件，${clauses} 条条款`,
    snapshot: '索引快照',
    interface: '接口说明',
  },
  copy: '复制',
  copied: '已复制',
  copyAddress: '复制地址',
  search: {
    label: '检索政策条款',
    placeholder: '词语、问句、文号或条款地址',
    submit: '检索',
    suggestions: '建议的检索词',
    kinds: { term: '词语', heading: '标题', document: '文件', city: '城市', concept: '概念', number: '文号' },
    titleOf: (query: string) => `检索：${query}`,
    intro: '检索各市政策文件，结果落到条、款、项；每条都给出原文、出处和可引用的地址。',
    examples: '试试',
    documents: '收录文件',
    moreDocuments: (count: number) => `另有 ${count} 份未列出，全部文件见`,
    untitled: '（无题名）',
    clauseCount: (count: number) => `${count} 条`,
  },
  filters: {
    city: '城市',
    year: '年份',
    all: '全部',
    legend: '数字是字面命中的条数，+ 后是相关的条数。',
    outOfScope: '不在所选范围内，未检索',
    counts: (literal: number, related: number) => `字面 ${literal} 条，相关 ${related} 条`,
    silentOthers: (count: number) => `另有 ${count} 个城市没有结果`,
    silentYears: (count: number) => `另有 ${count} 个年份没有结果`,
    understoodAs: '理解为',
    intents: {
      city: '城市',
      year: '文件年份',
      document: '文件',
      clause: '条款',
      number: '文号',
    },
    undoIntent: '不作此理解，按原词检索',
    intentsOff: '已按原词检索，未识别城市和年份。',
    restoreIntents: '恢复识别',
    onlyDocument: '只在文件',
    removeDocument: '检索全部文件',
    remove: '不加筛选再检索',
    topic: '主题',
    moreTopics: (count: number) => `另外 ${count} 个主题`,
    topicsBeside: (count: number) => `这些条款还涉及 ${count} 个主题`,
    undoTopic: '取消这个主题',
    readAs: '联想到官方说法',
    undoConcepts: '不作联想',
    conceptsOff: '未联想官方说法。',
    restoreConcepts: '恢复联想',
  },
  results: {
    found: (literal: number, related: number) =>
      related === 0
        ? `字面命中 ${literal} 条，没有其他相关条款。`
        : `字面命中 ${literal} 条，相关 ${related} 条。`,
    onlyRelated: (query: string, related: number) => `没有条款写有“${query}”；相关 ${related} 条。`,
    nothing: (query: string) => `没有条款写有“${query}”，也没有相关条款。`,
    searched: ({ clauses, documents, all }: Searched) =>
      clauses < all
        ? `已检索 ${clauses} 条（所选范围内 ${documents} 份文件；全库 ${all} 条）。`
        : `已检索 ${clauses} 条（${documents} 份文件，即全库）。`,
    nothingInScope: '所选范围内没有文件，未检索任何条款。',
    nothingOnTopic: '所选范围内没有涉及所选主题的条款，未检索任何条款。',
    literal: '字面命中',
    literalNote: '条款写有所问的词，或就是所指的条款',
    related: '相关',
    relatedNote: '意思相近，或只共有部分字词；没有写全所问的词',
    nearest: '最接近的条款，不算结果',
    nearestNote: '以下条款没有说所问的事，只是检索过的条款里最接近的几条，不计入条数。',
    fullText: (characters: number) => `条款全文（${characters} 字）`,
    headingOnly: '只有标题，没有正文。',
    why: '依据',
    means: '即',
    address: '地址',
    pages: '翻页',
    previous: '上一页',
    next: '下一页',
    range: (from: number, to: number, total: number) => `第 ${from}–${to} 条，共 ${total} 条`,
    pastTheEnd: (total: number) => `结果只有 ${total} 条，这一页之后没有了。`,
    firstPage: '回到第一页',
    headings: '章节标题里写有（标题本身不是条款，不计入命中）：',
    failed: '没有检索',
  },
  notices: {
    wordsOnly: '没有装语义模型：只按字词检索，换了说法的条款可能没有找到。',
    didYouMean: '要找的是不是：',
    noCity: (name: string) => `库中没有${name}的文件。`,
    noYear: (year: string) => `库中没有${year}年的文件。`,
    noDocument: (document: string) => `库中没有文件“${document}”。`,
    noClause: (address: string) => `库中没有条款 ${address}。`,
    noNumber: (number: string) => `库中没有文件或条款印有文号 ${number}。`,
    noStrength: (level: string) => `没有“${level}”这一档力度：可用禁止、必须、应当、完成、推进、鼓励、探索。`,
    noBody: (name: string) => `库中没有条款写明由“${name}”负责。`,
  },
  document: {
    outline: '目录',
    facts: '文件信息',
    title: '题名',
    titles: '所印题名',
    number: '发文字号',
    issuer: '发文机关',
    date: '成文日期',
    posted: '网页发布',
    city: '城市',
    script: '文字',
    scripts: { simplified: '简体', traditional: '繁体' },
    source: '来源',
    address: '地址',
    notPrinted: '未印',
    notKnown: '未载',
    inferred: '推定',
    basis: '推定依据：',
    lead: '牵头',
    responsible: '责任',
    linkTo: (label: string) => `本条链接：${label}`,
    marked: '所指条款',
    warnings: (count: number) => `读取时的 ${count} 处疑点`,
    line: (line: number) => `第 ${line} 行`,
    pointer: {
      unchecked: '标出的是链接所写位置的字句；链接没有写明原文的校验值（h），不能断定就是当时所指的。',
      moved: '做链接时的原文，现在一字不差地印在本条，所指字句已标出。',
      asked: '链接写的是',
      other: '，那一条现在是别的文字。',
      gone: '，现在没有这一条。',
      ambiguous: '本条文字在做链接之后改动过，下面是现在的文字，没有标记。做链接时的原文，现在印在：',
      changed: '本条文字在做链接之后改动过。下面是现在的文字；链接只记位置，不记字句，所以没有标记。',
      unreadable: '链接里的位置（q）读不出来，或不在本条文字之内，没有标记。',
      no_clause: '链接里的位置（q）要连同条款的地址才有意义，这个地址只到文件，没有标记。',
    },
  },
  message: {
    backToSearch: '回到检索',
    notFound: '没有这一页',
    failed: '服务器出错',
    other: '没有办到',
  },
};

/** The Chinese texts set the shape: a text that is missing or added in another language does not compile. */
export type Messages = typeof zh;

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;

const en: Messages = {
  siteTagline: 'search government policy documents clause by clause',
  skipToContent: 'Skip to content',
  languageSwitch: '中文',
  home: 'Tiaosuo, home',
  footer: {
    holdings: (documents, clauses) => `${count(documents, 'document')}, ${count(clauses, 'clause')}`,
    snapshot: 'index snapshot',
    interface: 'API description',
  },
  copy: 'Copy',
  copied: 'Copied',
  copyAddress: 'Copy address',
  search: {
    label: 'Search policy clauses',
    placeholder: 'words, a question, a document number or an address',
    submit: 'Search',
    suggestions: 'Suggested queries',
    kinds: {
      term: 'term',
      heading: 'heading',
      document: 'document',
      city: 'city',
      concept: 'concept',
      number: 'number',
    },
    titleOf: (query) => `Search: ${query}`,
    intro:
      'Searches municipal policy documents down to the numbered clause; each hit comes with its printed text, its source and an address to cite.',
    examples: 'Try',
    documents: 'Documents',
    moreDocuments: (n) => `${n} more are not listed here; all of them:`,
    untitled: '(untitled)',
    clauseCount: (n) => count(n, 'clause'),
  },
  filters: {
    city: 'City',
    year: 'Year',
    all: 'All',
    legend: 'The numbers are literal hits; after the + are related ones.',
    outOfScope: 'outside the chosen scope, not searched',
    counts: (literal, related) => `${literal} literal, ${related} related`,
    silentOthers: (n) => `${n} other cities have no results`,
    silentYears: (n) => `${n} other years have no results`,
    understoodAs: 'Understood as',
    intents: {
      city: 'city',
      year: 'year',
      document: 'document',
      clause: 'clause',
      number: 'document number',
    },
    undoIntent: 'do not read it so, search the words as written',
    intentsOff: 'Searched as written; cities and years were not read out of the query.',
    restoreIntents: 'Read them again',
    onlyDocument: 'only in document',
    removeDocument: 'search all documents',
    remove: 'Search without filters',
    topic: 'Topic',
    moreTopics: (n) => `${count(n, 'more topic')}`,
    topicsBeside: (n) => `These clauses also speak of ${count(n, 'other topic')}`,
    undoTopic: 'take this topic back',
    readAs: 'Read as the official terms',
    undoConcepts: 'do not read it so',
    conceptsOff: 'The query was not read as official terms.',
    restoreConcepts: 'Read it so again',
  },
  results: {
    found: (literal, related) =>
      related === 0
        ? `${count(literal, 'literal hit')}, no further related clauses.`
        : `${count(literal, 'literal hit')}, ${related} related.`,
    onlyRelated: (query, related) => `No clause says “${query}”; ${related} related.`,
    nothing: (query) => `No clause says “${query}”, and none is related.`,
    searched: ({ clauses, documents, all }) =>
      clauses < all
        ? `Searched ${count(clauses, 'clause')} (${count(documents, 'document')} in the chosen scope; the index holds ${all}).`
        : `Searched ${count(clauses, 'clause')} (${count(documents, 'document')}, the whole index).`,
    nothingInScope: 'There is no document in the chosen scope; no clause was searched.',
    nothingOnTopic: 'No clause in the chosen scope speaks of the chosen topic; no clause was searched.',
    literal: 'Literal hits',
    literalNote: 'the clause has the words asked for, or is the one named',
    related: 'Related',
    relatedNote: 'close in meaning, or sharing only some of the words; not all words asked for are in it',
    nearest: 'Nearest clauses, not results',
    nearestNote:
      'These clauses do not say what was asked; of all that were searched they only come nearest, and they are counted nowhere.',
    fullText: (characters) => `Full clause (${count(characters, 'character')})`,
    headingOnly: 'A heading only, without text.',
    why: 'Why',
    means: 'officially',
    address: 'Address',
    pages: 'Pages',
    previous: 'Previous',
    next: 'Next',
    range: (from, to, total) => `${from}–${to} of ${total}`,
    pastTheEnd: (total) => `There are only ${count(total, 'result')}; nothing is on this page.`,
    firstPage: 'Back to the first page',
    headings: 'Section headings say so (a heading is no clause and no hit):',
    failed: 'Not searched',
  },
  notices: {
    wordsOnly: 'No embedding model: searched by words alone; clauses that say it differently may be missing.',
    didYouMean: 'Did you mean: ',
    noCity: (name) => `The index holds no document of ${name}.`,
    noYear: (year) => `The index holds no document of ${year}.`,
    noDocument: (document) => `The index holds no document “${document}”.`,
    noClause: (address) => `The index holds no clause ${address}.`,
    noNumber: (number) => `No document or clause of the index prints the number ${number}.`,
    noStrength: (level) =>
      `There is no strength “${level}”: take prohibit, must, shall, achieve, advance, encourage or explore.`,
    noBody: (name) => `No clause of the index names “${name}” as responsible.`,
  },
  document: {
    outline: 'Contents',
    facts: 'About the document',
    title: 'Title',
    titles: 'Titles printed',
    number: 'Document number',
    issuer: 'Issuer',
    date: 'Date',
    posted: 'Posted online',
    city: 'City',
    script: 'Script',
    scripts: { simplified: 'Simplified', traditional: 'Traditional' },
    source: 'Source',
    address: 'Address',
    notPrinted: 'not printed',
    notKnown: 'not known',
    inferred: 'inferred',
    basis: 'Inferred from: ',
    lead: 'Lead',
    responsible: 'Responsible',
    linkTo: (label) => `link to ${label}`,
    marked: 'the clause asked for',
    warnings: (n) => `${count(n, 'doubt')} met in reading`,
    line: (line) => `line ${line}`,
    pointer: {
      unchecked:
        'Marked are the words at the place that the link names; it does not say which text it was made for (h), so they may not be the words that were meant.',
      moved:
        'The text that the link was made for is now printed here, word for word; the words meant are marked.',
      asked: 'The link names',
      other: ', which has another text now.',
      gone: ', which is no longer there.',
      ambiguous:
        'The text of this clause has changed since the link was made; it is shown as it is now, and nothing is marked. The text of that time is now printed at:',
      changed:
        'The text of this clause has changed since the link was made. It is shown as it is now; the link holds a place and no words, so nothing is marked.',
      unreadable: 'The place in the link (q) cannot be read or is not inside this text; nothing is marked.',
      no_clause:
        'The place in the link (q) needs the address of a clause, and this is a document; nothing is marked.',
    },
  },
  message: {
    backToSearch: 'Back to the search',
    notFound: 'No such page',
    failed: 'The server failed',
    other: 'That could not be done',
  },
};

export const MESSAGES: Readonly<Record<Language, Messages>> = { zh, en };
