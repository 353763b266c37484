/**
 * The catalogue: contracts, constructs and mappings as they lie in folders, those of a workspace over those that come
 * with the product (architecture.md 2). Comes in: folders. Goes out: documents by name, and what is wrong with them.
 * Must not know evidence, engines, results, or what a formula means.
 */
export { productFolder, readCatalogue, readOwnProgramme, type Catalogue } from './catalogue.ts'
