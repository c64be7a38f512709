// Cells as text, checksums and letters, in JavaScript: the counterpart of canonical.py for the clients of Node.js.

import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'

const LETTERS = [...'əğıİşçՇ']

/** What a client is called with. */
export const [descriptor, answer] = process.argv.slice(2)

/** The resources of one format that the descriptor lists: table, path, and fields with name and type. */
export async function resources(format) {
  const listed = JSON.parse(await readFile(descriptor, 'utf8')).resources
  return listed
    .filter((one) => one.format === format)
    .map((one) => ({
      table: tableOf(one.path),
      path: join(dirname(descriptor), one.path),
      fields: one.schema.fields,
    }))
}

/** The table that a file holds. */
export const tableOf = (path) => basename(path, extname(path))

/** The version of an npm package that is installed. */
export async function versionOf(name) {
  const path = new URL(`node_modules/${name}/package.json`, import.meta.url)
  return JSON.parse(await readFile(path, 'utf8')).version
}

/** What JavaScript says a value is; empty if it is missing. */
export function kindOf(value) {
  if (value === null || value === undefined) return ''
  return value instanceof Date ? 'Date' : typeof value
}

/** What JavaScript says the values of a column are; `otherwise` if there are none. */
export function kindsOf(values, otherwise) {
  const kinds = [...new Set(values.map(kindOf))].filter(Boolean).sort()
  return kinds.join(' or ') || otherwise
}

function textOf(value, logical) {
  switch (kindOf(value)) {
    case '':
      return '\\N'
    case 'Date':
      return value.toISOString().replace('T00:00:00.000Z', '')
    case 'number':
      // JavaScript has one kind of number; a whole one is an integer where the column is of integers.
      return logical === 'integer' && Number.isInteger(value) ? String(value) : value.toFixed(6)
    default:
      return String(value)
  }
}

const sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex')

/** A table as an answer has it; each column has a name, a type, a logical type and its values. */
export function tableAnswer(columns) {
  const words = columns.flatMap(({ values }) => values.filter((value) => typeof value === 'string')).join('\x1f')
  return {
    rows: columns[0].values.length,
    columns: Object.fromEntries(
      columns.map(({ name, type, logical, values }) => {
        return [name, { type, sha256: sha256(values.map((value) => textOf(value, logical)).join('\x1f')) }]
      }),
    ),
    letters: Object.fromEntries(LETTERS.map((letter) => [letter, words.split(letter).length - 1])),
  }
}

/** Write an answer: `read` gives a table's answer, and what it throws is told as that table's error. */
export async function answerWith(version, listed, read) {
  const tables = {}
  const errors = {}
  for (const resource of listed) {
    try {
      tables[resource.table] = tableAnswer(await read(resource))
    } catch (error) {
      errors[resource.table] = [String(error), ...(error.errors ?? []).map(String)].join('; ')
    }
  }
  await writeFile(answer, JSON.stringify({ version, tables, errors }))
}
