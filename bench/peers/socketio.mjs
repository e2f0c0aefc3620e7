// socket.io 4 on Node, WebSocket alone; with a Redis address as third word, through its Redis adapter.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer();
const server = new Server(http, { transports: ["websocket"], perMessageDeflate: false, serveClient: false });
if (process.argv[3]) {
  const { createAdapter } = await import("@socket.io/redis-adapter");
  const { createClient } = await import("redis");
  const say = createClient({ url: process.argv[3] });
  const hear = say.duplicate();
  await Promise.all([say.connect(), hear.connect()]);
  server.adapter(createAdapter(say, hear));
}
server.on("connection", (socket) => {
  const room = `room${socket.handshake.query.room}`;
  socket.join(room);
  socket.on("say", (share) => server.to(room).emit("say", share));
});
http.listen(+process.argv[2], "127.0.0.1");
