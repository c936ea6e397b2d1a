import type { Module } from '../../core/ir.ts';
import { lowerModule } from './lower-module.ts';
import { pythonSyntax } from './syntax.ts';

/** Parses a Python file and lowers it to the neutral IR. `text` has no BOM. Never throws: what is broken is read as far as it goes. */
export function parsePython(path: string, text: string): Module | { error: string } {
  try {
    return lowerModule({ path, language: 'python', text, syntax: pythonSyntax, source: text, pieces: [[0, text.length]] });
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
