-- After lost memory: join what one instance knows with what others offered, under the next generation.
-- ARGV: lost, gen, version, seq, where it is restored now and was before (gen version seq …), state, keys,
--       instance, settling (s), awaited (s), room life (ms), piece window,
--       then: count, (seq, life (ms), piece)…; count, (seat, number, answer)…; count, other instances…
local room = KEYS[1]
if redis.call('EXISTS', room .. ':wiped') == 1 then return { 'wiped' } end
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local meta = redis.call('HMGET', room .. ':meta', 'gen', 'version', 'seq', 'settles', 'waits', 'restored', 'awaited')
local stands = meta[1] and redis.call('EXISTS', room .. ':state', room .. ':keys') == 2
local version, seq = tonumber(ARGV[3]), tonumber(ARGV[4])
local function longer(than_version, than_seq)
  than_version, than_seq = tonumber(than_version), tonumber(than_seq)
  return version > than_version or (version == than_version and seq > than_seq)
end
-- Whether what stands went on from all of this history, however often memory was lost since.
local function is_beginning()
  for gen, at_version, at_seq in string.gmatch(meta[6] or '', '(%S+) (%S+) (%S+)') do
    if longer(at_version, at_seq) then return false end
    if gen == ARGV[2] then return true end
  end
  return false
end
local settles = stands and meta[4] and (now < tonumber(meta[4]) or (now < tonumber(meta[5]) and meta[7] ~= ''))
local joins = settles and meta[1] == ARGV[2]
local gives_way = not stands or not meta[6]
if stands and meta[1] == ARGV[1] then gives_way = longer(meta[2], meta[3]) end
if not joins and not gives_way then
  if is_beginning() then return { 'restored', meta[1], meta[2], meta[3] } end
  return { 'late' }
end

local whole = not joins or longer(meta[2], meta[3])
if not joins then
  local last = stands and tonumber(meta[3]) or 0
  for at = math.max(1, last - tonumber(ARGV[12]) + 1), last do
    redis.call('DEL', room .. ':n:' .. string.format('%d', at))
  end
  redis.call('DEL', room .. ':meta', room .. ':acts', room .. ':beats')
  redis.call('HSET', room .. ':meta', 'settles', string.format('%.6f', now + tonumber(ARGV[9])),
    'waits', string.format('%.6f', now + tonumber(ARGV[10])))
end
if whole then
  redis.call('HSET', room .. ':meta', 'gen', ARGV[2], 'version', ARGV[3], 'seq', ARGV[4],
    'restored', ARGV[5])
  redis.call('SET', room .. ':state', ARGV[6])
  redis.call('SET', room .. ':keys', ARGV[7])
end
local at = 14
for _ = 1, tonumber(ARGV[13]) do
  redis.call('SET', room .. ':n:' .. ARGV[at], ARGV[at + 2], 'PX', ARGV[at + 1], 'NX'); at = at + 3
end
local count = tonumber(ARGV[at]); at = at + 1
for _ = 1, count do
  local last = redis.call('HGET', room .. ':acts', ARGV[at])
  if not last or tonumber(string.match(last, '^%d+')) < tonumber(ARGV[at + 1]) then
    redis.call('HSET', room .. ':acts', ARGV[at], ARGV[at + 1] .. ' ' .. ARGV[at + 2])
  end
  at = at + 3
end
count = tonumber(ARGV[at]); at = at + 1
local others = joins and meta[7] or table.concat(ARGV, ' ', at, at + count - 1)
local awaited = {}
for other in string.gmatch(others, '%S+') do
  if other ~= ARGV[8] then awaited[#awaited + 1] = other end
end
redis.call('HSET', room .. ':meta', 'awaited', table.concat(awaited, ' '))
for _, part in ipairs({ ':meta', ':state', ':keys', ':acts' }) do
  redis.call('PEXPIRE', room .. part, ARGV[11])
end
local standing = redis.call('HMGET', room .. ':meta', 'version', 'seq')
return { 'restored', ARGV[2], standing[1], standing[2] }
