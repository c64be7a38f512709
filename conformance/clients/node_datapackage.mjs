// datapackage: the Data Package library for JavaScript opens the descriptor, and reads and casts every CSV resource.

import datapackage from 'datapackage'

import { answerWith, descriptor, kindsOf, tableOf, versionOf } from './answer.mjs'

const KINDS = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', date: 'Date' }

async function read({ resource }) {
  const rows = await resource.read()
  return resource.schema.fields.map(({ name, type }, place) => {
    const values = rows.map((row) => (type === 'date' ? day(row[place]) : row[place]))
    return { name, type: kindsOf(values, KINDS[type]), logical: type, values }
  })
}

// The library makes a date the beginning of that day where the computer stands; the others, that of the day in UTC.
function day(value) {
  return value && new Date(Date.UTC(value.getFullYear(), value.getMonth(), value.getDate()))
}

const opened = await datapackage.Package.load(descriptor)
if (!opened.valid) throw new Error(opened.errors.join('; '))
const listed = opened.resources
  .filter((resource) => resource.descriptor.format === 'csv')
  .map((resource) => ({ table: tableOf(resource.descriptor.path), resource }))
await answerWith(await versionOf('datapackage'), listed, read)
