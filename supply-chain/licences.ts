/**
 * Licences of packages that an Apache-2.0 project may build and test with, as their SPDX expressions stand in the lock
 * file. Whatever is not here fails a test and is looked at by a person.
 */
export const acceptedLicences: ReadonlyMap<string, string> = new Map([
  ["Apache-2.0", "the project's own"],
  ["MIT", "permissive"],
  ["MIT-0", "permissive, without attribution"],
  ["ISC", "permissive"],
  ["0BSD", "permissive, without attribution"],
  ["BSD-2-Clause", "permissive"],
  ["BSD-3-Clause", "permissive"],
  ["BlueOak-1.0.0", "permissive"],
  ["CC0-1.0", "public domain"],
  ["CC-BY-4.0", "data with attribution; read by build tools only"],
  ["Python-2.0", "permissive; of a parser that build tools bring"],
  ["MIT OR Apache-2.0", "either is permissive"],
  ["(Apache-2.0 AND BSD-3-Clause)", "both are permissive"],
  ["(MIT OR CC0-1.0)", "either is permissive"],
  ["(MIT OR GPL-3.0-or-later)", "taken under MIT"],
  ["MPL-2.0", "copyleft by file: used unchanged, and in no bundle that is deployed"],
]);
