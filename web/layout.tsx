/** Owns the frame of every page: head, header, footer. */
import type { Child } from 'hono/jsx';
import type { DocumentSummary, EngineInfo } from '../src/engine.ts';
import { homeHref, languageHref, SEARCH_PATH, scopeFields } from './links.ts';
import { LANGUAGE_TAGS, type Language, MESSAGES } from './messages.ts';

/** A whole HTML document, escaped where it was built. */
export type Page = string;

/** What every page is given. */
export interface PageInput {
  readonly language: Language;
  /** The address that was asked for: links keep what it says. */
  readonly url: URL;
  readonly info: EngineInfo;
}

export interface Frame extends PageInput {
  /** Of the page; the product's name is added. */
  readonly title: string | null;
  readonly kind: 'search' | 'document' | 'message';
  readonly children: Child;
}

export function frame({ language, url, info, title, kind, children }: Frame): Page {
  const words = MESSAGES[language];
  const other = language === 'zh' ? 'en' : 'zh';
  const document = (
    <html lang={LANGUAGE_TAGS[language]}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title === null ? `条索 Tiaosuo · ${words.siteTagline}` : `${title} · 条索 Tiaosuo`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/style.css" />
        <script src="/assets/page.js" defer />
      </head>
      <body
        class={`${kind}-page`}
        data-copy={words.copy}
        data-copied={words.copied}
        data-copy-label={words.copyAddress}
      >
        <a class="skip" href="#main">
          {words.skipToContent}
        </a>
        <header class="site">
          <a class="name" href={homeHref(url)} aria-label={words.home}>
            <b lang="zh-Hans">条索</b> <span>Tiaosuo</span>
          </a>
          {kind !== 'search' && <SearchForm language={language} url={url} compact />}
          <a class="language" href={languageHref(url, other)} lang={LANGUAGE_TAGS[other]} hreflang={other}>
            {words.languageSwitch}
          </a>
        </header>
        <main id="main">{children}</main>
        <footer class="site">
          <p>{words.footer.holdings(info.documents, info.clauses)}</p>
          <p>
            {words.footer.snapshot} <code>{info.snapshot}</code>
          </p>
          <p>
            <a href="/openapi.json">{words.footer.interface}</a>
          </p>
        </footer>
      </body>
    </html>
  );
  // JSX has no word for the doctype; everything else is nodes.
  return `<!doctype html>${document}`;
}

interface SearchFormProps {
  readonly language: Language;
  readonly url: URL;
  /** In the header of a page that is no search: starts a search of everything. */
  readonly compact?: boolean;
}

export function SearchForm({ language, url, compact = false }: SearchFormProps) {
  const words = MESSAGES[language].search;
  const fields = scopeFields(url).filter(({ name }) => !compact || name === 'lang');
  return (
    <search class={compact ? 'ask compact' : 'ask'}>
      <form
        action={SEARCH_PATH}
        method="get"
        data-suggestions={words.suggestions}
        {...kindLabels(words.kinds)}
      >
        <input
          type="search"
          name="q"
          value={compact ? '' : (url.searchParams.get('q') ?? '')}
          aria-label={words.label}
          placeholder={compact ? words.label : words.placeholder}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          enterkeyhint="search"
        />
        {fields.map(({ name, value }) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit">{words.submit}</button>
      </form>
    </search>
  );
}

/** What page.js calls each kind of suggestion: data-kind-city and so on. */
function kindLabels(kinds: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(kinds).map(([kind, label]) => [`data-kind-${kind}`, label]));
}

/** What a document prints is in the script it is printed in, whatever the page's language. */
export function textLanguage(script: DocumentSummary['script'] | undefined): string {
  return script === 'traditional' ? 'zh-Hant' : 'zh-Hans';
}
