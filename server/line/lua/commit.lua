-- One atomic step: compare, save, number, remember, delete, publish, refresh. Every argument is looked at before the
-- first write, because a failing script keeps what it wrote.
-- ARGV: gen, from_version, known_seq, to_version, has_state, state, rings_for (s, or ''), early (s), room life (ms),
--       piece life (ms), news (published as it is), then: count, pieces…; count, (seat, number, answer)…; count, seq…
local room = KEYS[1]
if redis.call('EXISTS', room .. ':wiped') == 1 then return { 'wiped' } end
local meta = redis.call('HMGET', room .. ':meta', 'gen', 'version', 'seq', 'settles', 'waits', 'awaited')
if not meta[1] or redis.call('EXISTS', room .. ':state', room .. ':keys') < 2 then return { 'gone' } end
local gen, version, seq = meta[1], tonumber(meta[2]), tonumber(meta[3])
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local at = 12
local function list(width)
  local found, count = {}, tonumber(ARGV[at]); at = at + 1
  for _ = 1, count do
    local one = {}
    for part = 1, width do one[part] = ARGV[at]; at = at + 1 end
    found[#found + 1] = one
  end
  return found
end
local pieces, acts, forget = list(1), list(3), list(1)
local place = { gen, string.format('%d', version), string.format('%d', seq) }

if gen == ARGV[1] and seq < tonumber(ARGV[3]) then return { 'rewound' } end
if meta[4] and (now < tonumber(meta[4])
    or (now < tonumber(meta[5]) and meta[6] ~= '')) then return { 'settling' } end
if gen ~= ARGV[1] then return { 'outrun', place[1], place[2], place[3] } end
if ARGV[7] ~= '' and now < tonumber(ARGV[7]) - tonumber(ARGV[8]) then return { 'early', string.format('%.6f', now) } end
local done = { 'said' }
for _, act in ipairs(acts) do
  local last = redis.call('HGET', room .. ':acts', act[1])
  if last then
    local cut = string.find(last, ' ', 1, true)
    local number = tonumber(string.sub(last, 1, cut - 1))
    if tonumber(act[2]) <= number then
      done[#done + 1] = act[1]; done[#done + 1] = act[2]
      done[#done + 1] = tonumber(act[2]) == number and '=' .. string.sub(last, cut + 1) or ''
    end
  end
end
if #done > 1 then return done end
if version ~= tonumber(ARGV[2]) then return { 'outrun', place[1], place[2], place[3] } end

local first = string.format('%d', seq + 1)
for _, piece in ipairs(pieces) do
  seq = seq + 1
  redis.call('SET', room .. ':n:' .. string.format('%d', seq), piece[1], 'PX', ARGV[10])
end
for _, gone in ipairs(forget) do redis.call('DEL', room .. ':n:' .. gone[1]) end
for _, act in ipairs(acts) do redis.call('HSET', room .. ':acts', act[1], act[2] .. ' ' .. act[3]) end
redis.call('HSET', room .. ':meta', 'version', ARGV[4], 'seq', string.format('%d', seq))
if ARGV[5] == '1' then redis.call('SET', room .. ':state', ARGV[6]) end
for _, part in ipairs({ ':meta', ':state', ':keys', ':acts', ':beats' }) do
  redis.call('PEXPIRE', room .. part, ARGV[9])
end
local stamp = string.format('%.6f', now)
local head = table.concat({ gen, ARGV[4], string.format('%d', seq), ARGV[2], first, '0', stamp }, ' ')
redis.call('PUBLISH', room .. ':news', head .. '\n' .. ARGV[11])
return { 'committed', gen, ARGV[4], string.format('%d', seq), stamp }
