/** Template engines that fill a text where the source says so: Jinja, Mustache, Handlebars, Nunjucks. */
import type { Arguments, ExternalValue, Piece, Text, Value } from '../../core/value.ts';
import { given } from '../arguments.ts';
import { mapOptions, optionsOf, unknown } from '../choice.ts';
import type { Engine } from '../engine.ts';
import { fileAt, pathOf } from '../files.ts';
import { piecesOf, plain, replaceMatches } from '../text.ts';
import type { Builtin } from './builtin.ts';

// What begins twice begins with the second: text in which nothing ends is gone through once.
const jinja = /\{#(?:(?!\{#)[^])*?#\}|\{%(?:(?!\{%)[^])*?%\}|\{\{([^{}]*)\}\}/g;
const mustache = /\{\{!--(?:(?!\{\{!--)[^]){0,9999}?--\}\}|\{\{![^{}]*\}\}|\{\{\{([^{}]*)\}\}\}|\{\{([^{}!]*)\}\}/g;
/** Tags that decide what follows, or bring text of their own. */
const decides = /^\{%[-+]?\s*(?:if|elif|for|include|extends|call|macro|import|from)\b/;

/** The text with what fills its marks: a value that is given by its name, else a hole. */
function rendered(text: Text, marks: RegExp, value: (name: string) => Value | undefined): Text {
  return replaceMatches(text, marks, (match, piece) => {
    const mark = match[1] ?? match[2];
    const said = mark === undefined ? undefined : withoutControl(mark);
    const range = 'exact' in piece && piece.exact ? ([piece.range[0] + match.index!, piece.range[0] + match.index! + match[0].length] as const) : piece.range;
    const hole = (name: string): Piece => ({ hole: name.slice(0, 60), path: piece.path, range });
    if (said === undefined) return decides.test(match[0]) ? [hole(withoutControl(match[0].slice(2, -2)))] : [];
    if (/^(?:[/!]|else\b)/.test(said)) return [];
    const name = said.replace(/^[#^&>]\s*/, '').split('|')[0]!.trim();
    const known = /^\w+$/.test(said) ? value(said) : undefined;
    return known ? piecesOf(known, name, piece.path, range) : [hole(name || '…')];
  });
}

/** A tag says with `-` and `+` what becomes of the blanks around it. */
function withoutControl(tag: string): string {
  return tag.replace(/^[-+]/, '').replace(/[-+]$/, '').trim();
}

/** Values by name: keyword arguments, and the entries of an object. */
function named(engine: Engine, args: Arguments, object: number): (name: string) => Value | undefined {
  const all = given(engine, args);
  const view = all.positional[object]?.value();
  return name => all.named.get(name)?.() ?? (view?.kind === 'object' ? view.entries.get(name)?.value : undefined);
}

function filled(engine: Engine, template: Value | undefined, marks: RegExp, args: Arguments, object: number): Value {
  return mapOptions(template ?? unknown('call'), option => (option.kind === 'text' ? rendered(option, marks, named(engine, args, object)) : option.kind === 'unknown' ? option : unknown('call')));
}

function first(engine: Engine, args: Arguments | undefined): Value | undefined {
  return args && given(engine, args).positional[0]?.value();
}

/** `Template("…").render(…)`, `env.from_string("…").render(…)`. */
const ofMaker = (marks: RegExp): Builtin => (engine, { callee, args }) => filled(engine, first(engine, callee.result?.args), marks, args, 0);
/** `Mustache.render("…", view)`. */
const ofText = (marks: RegExp): Builtin => (engine, { at, args }) => filled(engine, at(0), marks, args, 1);

/** `env.get_template("a.j2").render(…)`: the file lies where the loader of the environment says. */
const ofFile: Builtin = (engine, { callee, args }) => {
  const made = callee.result;
  const name = first(engine, made?.args);
  const file = name && plain(name);
  const loaders = made?.callee.result?.args ? optionsOf(given(engine, made.callee.result.args).named.get('loader')?.() ?? unknown('call')) : [];
  const directories = loaders.flatMap(loader => (loader.kind === 'external' && loader.result?.args ? directoriesOf(engine, loader, loader.result.args) : []));
  if (file === undefined || !made?.args) return undefined;
  const { module } = made.args;
  const found = [...directories.map(directory => `${directory}/${file}`), file].map(path => fileAt(engine, path, module)).find(each => each !== undefined);
  return filled(engine, found, jinja, args, 0);
};

/** `FileSystemLoader("prompts")`, `PackageLoader("app", "prompts")`. */
function directoriesOf(engine: Engine, loader: ExternalValue, args: Arguments): string[] {
  const isPackage = loader.result!.callee.path.at(-1) === 'PackageLoader';
  const env = args.env ?? engine.frame(args.module.functions[0]!);
  const [one, two] = args.expr.args.map(({ value }) => value);
  if (isPackage) return [one, two].every(each => each) ? [[one!, two!].map(each => pathOf(engine, each, env) ?? '').join('/')] : [];
  const list = one?.kind === 'list' ? one.items.map(({ value }) => value) : one ? [one] : [];
  return list.flatMap(each => pathOf(engine, each, env) ?? []);
}

/** By `package:name`. */
export const templateBuiltins: readonly (readonly [string, Builtin])[] = [
  ['jinja2:Template().render', ofMaker(jinja)],
  ['jinja2:Environment().from_string().render', ofMaker(jinja)],
  ['jinja2:Environment().get_template().render', ofFile],
  ['jinja2:Template().render_async', ofMaker(jinja)],
  ['nunjucks:renderString', ofText(jinja)],
  ['mustache:render', ofText(mustache)],
  ['chevron:render', ofText(mustache)],
  ['pystache:render', ofText(mustache)],
  ['handlebars:compile()', ofMaker(mustache)],
];
