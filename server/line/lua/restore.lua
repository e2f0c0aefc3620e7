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
local function reach(at_version, at_seq)
  return { tonumber(at_version), tonumber(at_seq) }
end
local function less(one, other)
  return one[1] < other[1] or (one[1] == other[1] and one[2] < other[2])
end
local function places(told)
  local found = {}
  for gen, at_version, at_seq in string.gmatch(told or '', '(%S+) (%S+) (%S+)') do
    found[gen] = reach(at_version, at_seq)
  end
  return found
end
local theirs, their_places = reach(ARGV[3], ARGV[4]), places(ARGV[5])
local ours = stands and reach(meta[2], meta[3])
local our_places = places(stands and meta[6] or '')

-- Whether both went on from different places in one generation: it was restored twice, by houses that did not hear of
-- each other. Who has nothing after such a place has not parted there.
local function parted()
  for gen, our in pairs(our_places) do
    local their = their_places[gen]
    if their and ((less(our, their) and less(our, ours)) or (less(their, our) and less(their, theirs))) then
      return true
    end
  end
  return false
end
-- Whether what stands went on from all of this history, however often memory was lost since.
local function is_beginning()
  for gen, at_version, at_seq in string.gmatch(meta[6] or '', '(%S+) (%S+) (%S+)') do
    if less(reach(at_version, at_seq), theirs) then return false end
    if gen == ARGV[2] then return not parted() end
  end
  return false
end
local settles = stands and meta[4] and (now < tonumber(meta[4]) or (now < tonumber(meta[5]) and meta[7] ~= ''))
local joins = settles and meta[1] == ARGV[2] and not parted()
-- What stands gives way to the meeting it forgot, if it was opened anew; else to a longer history that went on from all
-- of it, or had its very generation, or, while that is not settled yet, parted from it.
local function gives_way()
  if not stands or (not meta[6] and meta[1] ~= ARGV[1]) then return true end
  if not less(ours, theirs) then return false end
  if meta[1] == ARGV[2] then return settles end
  local before = their_places[meta[1]]
  return meta[1] == ARGV[1] or (before ~= nil and not less(before, ours))
end
if not joins and not gives_way() then
  if is_beginning() then return { 'restored', meta[1], meta[2], meta[3] } end
  return { 'late' }
end

local whole = not joins or less(ours, theirs)
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
