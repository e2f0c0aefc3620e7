// Bun's own server and its publish.
const server = Bun.serve({
  port: +process.argv[2],
  hostname: "127.0.0.1",
  fetch(request, server) {
    const room = new URL(request.url).pathname;
    return server.upgrade(request, { data: { room } }) ? undefined : new Response("", { status: 400 });
  },
  websocket: {
    perMessageDeflate: false,
    open: (socket) => socket.subscribe(socket.data.room),
    message: (socket, share) => server.publish(socket.data.room, share),
  },
});
