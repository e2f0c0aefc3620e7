// `ws` on Node, as its readme broadcasts.
import { WebSocketServer } from "ws";

const rooms = new Map();
const server = new WebSocketServer({ port: +process.argv[2], host: "127.0.0.1", perMessageDeflate: false });
server.on("connection", (socket, request) => {
  if (!rooms.has(request.url)) rooms.set(request.url, new Set());
  const room = rooms.get(request.url);
  room.add(socket);
  socket.on("close", () => room.delete(socket));
  socket.on("message", (share) => {
    for (const member of room) member.send(share, { binary: false });
  });
});
