// Node's socket.io 4 for bench/fanout.py: `node peer_socketio.cjs PORT RATE SNAPSHOT`; NODE_PATH must lead to socket.io.
const { createServer } = require("http")
const { readFileSync } = require("fs")
const { Server } = require("socket.io")

const [port, rate, snapshot] = process.argv.slice(2)
const message = JSON.parse(readFileSync(snapshot, "utf8"))
const http = createServer((_request, response) => response.end("ok"))
const io = new Server(http, { transports: ["websocket"], pingInterval: 5000, pingTimeout: 5000, perMessageDeflate: process.env.DEFLATE === "1" })

io.on("connection", (socket) => {
  socket.on("watch", ({ topics }, answer) => {
    for (const name of topics) socket.join(name)
    answer({ ok: true, topics: { standings: message } })
  })
})
setInterval(() => io.to("standings").emit("standings", { ...message, sent_at: Date.now() }), 1000 / rate)
http.listen(Number(port), "127.0.0.1", 4096)
