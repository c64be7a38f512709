// hyparquet: every Parquet file, with the decompressors that its sister package has.

import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

import { answerWith, kindsOf, resources, versionOf } from './answer.mjs'

// What JavaScript says of the values of a Parquet type.
const KINDS = { STRING: 'string', INT64: 'bigint', DOUBLE: 'number', BOOLEAN: 'boolean', DATE: 'Date' }

async function read({ path, fields }) {
  const file = await asyncBufferFromFile(path)
  const metadata = await parquetMetadataAsync(file)
  const rows = await parquetReadObjects({ file, metadata, compressors })
  const logical = Object.fromEntries(fields.map(({ name, type }) => [name, type]))
  return metadata.schema.slice(1).map((element) => {
    const declared = element.logical_type?.type ?? element.converted_type ?? element.type
    const values = rows.map((row) => row[element.name])
    const kinds = kindsOf(values, KINDS[declared])
    return { name: element.name, type: `${declared} as ${kinds}`, logical: logical[element.name], values }
  })
}

await answerWith(await versionOf('hyparquet'), await resources('parquet'), read)
