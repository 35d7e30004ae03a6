"""Exit with 0 when the port on this machine, given as the argument, can be listened on."""

import socket
import sys

with socket.socket() as listener:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", int(sys.argv[1])))
    except OSError:
        sys.exit(1)
