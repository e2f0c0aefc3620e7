"""The rules of a meeting. Values in, values out; nothing here can wait, print, roll dice or tell the time."""
