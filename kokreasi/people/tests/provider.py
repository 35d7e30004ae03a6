"""A provider of sign-ins (OpenID Connect) that answers whatever a test wants, on a real port."""

import json
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs

import jwt

CLIENT = "kokreasi"


@dataclass
class Provider:
    """What the provider will say about the person, and what it was asked."""

    address: str = ""
    claims: dict = field(default_factory=dict)
    token_claims: dict = field(default_factory=dict)
    token_status: int = 200
    asked: list[dict] = field(default_factory=list)

    def discovery(self) -> dict:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def token(self) -> dict:
        now = int(time.time())
        told = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 60, **self.claims}
        signed = jwt.encode(told | self.token_claims, "a-secret-of-thirty-two-characters")
        return {"access_token": "a", "token_type": "Bearer", "id_token": signed}


@contextmanager
def running_provider():
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            is_discovery = self.path.startswith("/.well-known/")
            self.answer(provider.discovery() if is_discovery else provider.claims)

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            provider.asked.append({name: values[0] for name, values in parse_qs(body).items()})
            self.answer(provider.token(), provider.token_status)

        def answer(self, content, status=200):
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args):
            """Keep the tests' output for the tests."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
