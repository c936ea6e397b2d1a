import type { Module } from '../../core/ir.ts';
import { parserPackage } from '../grammar.ts';
import { javaGrammar, lowerModule } from './lower-module.ts';

/** Loads the grammar of Java; until then, and where its package is not installed, no file can be parsed. */
export const loadJava = (): Promise<void> => javaGrammar.load();

/** Parses a Java file and lowers it to the neutral IR. `text` has no BOM. Never throws: what is broken is read as far as it goes. */
export function parseJava(path: string, text: string): Module | { error: string } {
  try {
    return lowerModule(path, text) ?? { error: `no parser for Java: install \`${parserPackage}\`` };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
