/**
 * Every word a user reads on pages, charts and reports, one file per language, so that a translation is one more file.
 * Pages add the words of their own controls under the same languages.
 */
export { en, type Messages } from './en.ts'
