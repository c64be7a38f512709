// csv-parse: every CSV file, its cells cast to the types that the descriptor gives the columns.

import { readFile } from 'node:fs/promises'

import { parse } from 'csv-parse/sync'

import { answerWith, kindsOf, resources, versionOf } from './answer.mjs'

const KINDS = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', date: 'Date' }

const CASTS = {
  string: (text) => text,
  integer: number,
  number,
  boolean: (text) => ({ true: true, false: false })[text] ?? refuse(text),
  date: (text) => {
    const day = new Date(text)
    return Number.isNaN(day.valueOf()) ? refuse(text) : day
  },
}

function number(text) {
  const value = Number(text)
  return Number.isFinite(value) ? value : refuse(text)
}

function refuse(text) {
  throw new TypeError(`not of its column's type: ${text}`)
}

async function read({ path, fields }) {
  const types = Object.fromEntries(fields.map(({ name, type }) => [name, type]))
  const cast = (text, { column, header }) => {
    if (header) return text
    return text === '' ? null : CASTS[types[column]](text)
  }
  let names
  const columns = (header) => (names = header)
  const rows = parse(await readFile(path), { columns, cast })
  return names.map((name) => {
    const values = rows.map((row) => row[name])
    return { name, type: kindsOf(values, KINDS[types[name]]), logical: types[name], values }
  })
}

await answerWith(await versionOf('csv-parse'), await resources('csv'), read)
