/** A notebook of one cell in Python, by its lines, as Jupyter writes it. */
export const notebook = (...lines: string[]): string => JSON.stringify({ cells: [{ cell_type: 'code', metadata: {}, outputs: [], source: lines }], metadata: { kernelspec: { language: 'python' } } }, undefined, 1);
