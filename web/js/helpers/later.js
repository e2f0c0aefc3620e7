// later.js: what few people need comes when they ask for it, by the address that the page names.
export const later = address => import(address)
