/** What the page can do beyond being read: sort tables and filter their rows. It makes its own controls, so that there are none where it does not run. */
export const script = `
for (const table of document.querySelectorAll('table.data')) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  const valueOf = (row, index) => {
    const cell = row.cells[index];
    const value = cell.dataset.v ?? cell.textContent.trim();
    return value === '' ? undefined : heads[index].classList.contains('n') ? Number(value) : value.toLowerCase();
  };
  heads.forEach((head, index) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener('click', () => {
      const was = head.getAttribute('aria-sort');
      const down = was ? was === 'ascending' : head.classList.contains('n');
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const keyed = rows.map((row, place) => ({ row, place, value: valueOf(row, index) }));
      keyed.sort((a, b) => {
        if (a.value === b.value) return a.place - b.place;
        if (a.value === undefined) return 1;
        if (b.value === undefined) return -1;
        return (a.value < b.value ? -1 : 1) * (down ? -1 : 1);
      });
      body.append(...keyed.map(({ row }) => row));
    });
  });
  const texts = rows.map(row => row.textContent.toLowerCase());
  const box = document.createElement('div');
  box.className = 'filter';
  const label = document.createElement('label');
  const input = document.createElement('input');
  const shown = document.createElement('output');
  label.textContent = 'Filter ' + table.dataset.what + ' ';
  input.type = 'search';
  label.append(input);
  shown.setAttribute('aria-live', 'polite');
  box.append(label, shown);
  table.closest('.wide').before(box);
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, index) => {
      row.hidden = !words.every(word => texts[index].includes(word));
      if (!row.hidden) count++;
    });
    shown.textContent = words.length > 0 ? count + ' of ' + rows.length : '';
  });
}
`;
