// wrong.js: what a report can say is wrong: the house's closed list (server/room/codes.py), never somebody's own words.
export const WRONG = ["unkind", "unsafe", "contact", "selling", "child", "other"]
