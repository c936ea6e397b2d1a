/** Widgets of Streamlit: what they give is one of the options that the code names, or what a user writes over the value that it starts with. */
import type { Value } from '../../core/value.ts';
import { choice, mapOptions, unknown } from '../choice.ts';
import { namesOf } from '../iteration.ts';
import { anyItem } from '../path.ts';
import { plain } from '../text.ts';
import { type Builtin, type GlobalCall, argumentOf } from './builtin.ts';

/** One of `options`, the one that is chosen at first before the others; undefined where they are not known. */
function oneOf(options: Value, isFirst: (option: Value, index: number) => boolean): Value | undefined {
  const all = options.kind === 'object' ? namesOf(options) : options;
  if (all.kind !== 'list' || all.items.length === 0) return undefined;
  return choice([...all.items.filter(isFirst), ...all.items, ...(all.open ? [unknown('member', anyItem)] : [])]);
}

/** `st.selectbox(label, options, index=0)`. */
const byIndex: Builtin = (_engine, call) => {
  const index = argumentOf(call, 'index', 2);
  return ofOptions(call, (_option, at) => at === (index.kind === 'number' ? index.value : 0));
};

/** `st.select_slider(label, options, value)`, `st.pills(label, options, default=…)`; of several chosen ones nothing is said. */
const byValue = (name: string, at?: number): Builtin => (_engine, call) => {
  const first = argumentOf(call, name, at);
  if (first.kind === 'list' || plain(call.named('selection_mode')) === 'multi') return undefined;
  const text = plain(first);
  return ofOptions(call, option => text !== undefined && plain(option) === text);
};

function ofOptions(call: GlobalCall, isFirst: (option: Value, index: number) => boolean): Value | undefined {
  const options = argumentOf(call, 'options', 1);
  let isKnown = true;
  const chosen = mapOptions(options, option => {
    const value = options.kind === 'choice' || option.kind === 'list' || option.kind === 'object' ? oneOf(option, isFirst) : undefined;
    isKnown &&= value !== undefined;
    return value ?? unknown('call');
  });
  return isKnown ? chosen : undefined;
}

/** `st.text_area(label, value)`, `st.slider(label, min, max, value)`: that value, beside what a user gives. */
const startingWith = (kinds: readonly Value['kind'][], at: number): Builtin => (_engine, call) => {
  const value = argumentOf(call, 'value', at);
  const isGiven = kinds.includes(value.kind) || (value.kind === 'choice' && value.options.some(option => kinds.includes(option.kind)));
  return isGiven && plain(value) !== '' ? choice([unknown('call'), value]) : undefined;
};

const widgets: readonly (readonly [name: string, widget: Builtin])[] = [
  ['selectbox', byIndex],
  ['radio', byIndex],
  ['select_slider', byValue('value', 2)],
  ['segmented_control', byValue('default')],
  ['pills', byValue('default')],
  ['slider', startingWith(['number'], 3)],
  ['number_input', startingWith(['number'], 3)],
  ['text_area', startingWith(['text'], 1)],
  ['text_input', startingWith(['text'], 1)],
];

/** By the names of their functions, which a page and its sidebar have. */
export const streamlitBuiltins: readonly (readonly [string, Builtin])[] = widgets.flatMap(([name, widget]) => [[`streamlit:${name}`, widget], [`streamlit:sidebar.${name}`, widget]] as const);
