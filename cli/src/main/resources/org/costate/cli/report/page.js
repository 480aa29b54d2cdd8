'use strict';
// What all parts of the page share: the data, colours, texts.

const data = JSON.parse(document.getElementById('data').textContent);
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const byId = (id) => document.getElementById(id);
const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// Colours of curves are in the style, one set for light paper and one for dark.
const COLORS = 7;
const key = (i) => 'key key' + i % COLORS;
let palette = [];
const shade = (i) => palette[i % COLORS];

function readPalette() {
  palette = Array.from({ length: COLORS }, (_, i) => ink('--color' + i));
}

function element(tag, text, parent) {
  const made = document.createElement(tag);
  made.textContent = text;
  parent.appendChild(made);
  return made;
}

function number(value) {
  if (value === null || value === undefined || !isFinite(value)) {
    return '–';
  }
  return String(Number(value.toPrecision(6)));
}

function head() {
  readPalette();
  document.title = data.title;
  byId('title').textContent = data.title;
  byId('subtitle').textContent = data.subtitle;
  byId('made').textContent = data.made;
  data.facts.forEach((facts) => {
    let place = byId('facts');
    if (facts.folded) {
      place = element('details', '', place);
      element('summary', facts.title, place);
    }
    (facts.columns.length > 1 ? table : list)(facts, place);
  });
}

function list(facts, place) {
  const made = element('dl', '', place);
  for (const fact of facts.rows) {
    const pair = element('div', '', made);
    element('dt', fact.name, pair);
    element('dd', fact.values[0], pair);
  }
}

function table(facts, place) {
  const frame = element('div', '', place);
  frame.className = 'wide';
  const made = element('table', '', frame);
  const top = element('tr', '', element('thead', '', made));
  element('td', '', top);
  facts.columns.forEach((column, i) => {
    const cell = element('th', '', top);
    cell.scope = 'col';
    element('span', '', cell).className = key(i);
    element('span', column, cell);
  });
  const body = element('tbody', '', made);
  for (const fact of facts.rows) {
    const row = element('tr', '', body);
    element('th', fact.name, row).scope = 'row';
    fact.values.forEach((value) => element('td', value, row));
  }
}
