-- Everything of the room, at once; a tombstone without content stays. ARGV: tombstone life (ms), piece window.
local room = KEYS[1]
if redis.call('EXISTS', room .. ':wiped') == 1 then return { 'wiped' } end
local meta = redis.call('HMGET', room .. ':meta', 'gen', 'version', 'seq')
local gen, version, seq = meta[1] or '-', meta[2] or '0', tonumber(meta[3] or '0')
for at = math.max(1, seq - tonumber(ARGV[2]) + 1), seq do
  redis.call('DEL', room .. ':n:' .. string.format('%d', at))
end
redis.call('DEL', room .. ':meta', room .. ':state', room .. ':keys', room .. ':acts', room .. ':beats')
redis.call('SET', room .. ':wiped', '', 'PX', ARGV[1])
local head = table.concat({ gen, version, string.format('%d', seq), version, string.format('%d', seq + 1), '1', '0' }, ' ')
redis.call('PUBLISH', room .. ':news', head .. '\n' .. ARGV[3])
return { 'gone' }
