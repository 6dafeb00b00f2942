"""A mail server that takes everything and sends nothing on."""

import socketserver
import threading


class MailSink:
    def __init__(self) -> None:
        self.taken: list[str] = []
        sink = self

        class Talk(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self._say("220 sink")
                for line in iter(self.rfile.readline, b""):
                    word = line[:4].upper().strip()
                    if word == b"DATA":
                        self._say("354 go on")
                        sink.taken.append("".join(iter(lambda: self.rfile.readline().decode(), ".\r\n")))
                    self._say("221 bye" if word == b"QUIT" else "250 taken")
                    if word == b"QUIT":
                        return

            def _say(self, text: str) -> None:
                self.wfile.write(f"{text}\r\n".encode())

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
