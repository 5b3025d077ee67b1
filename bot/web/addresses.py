"""Where a request comes from."""

from __future__ import annotations

import ipaddress

from fastapi import Request


def client_address(request: Request, proxies: int) -> str:
    """The address that limits count by; what a client writes into ``X-Forwarded-For`` itself never counts."""
    address = request.client.host if request.client else "unknown"
    if proxies:
        chain = [
            part.strip() for part in request.headers.get("x-forwarded-for", "").split(",") if part.strip()
        ]
        address = chain[-proxies] if len(chain) >= proxies else address
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network(f"{parsed}/64", strict=False)) if parsed.version == 6 else str(parsed)
