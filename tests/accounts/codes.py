"""What an authenticator app shows, without a clock that a test would have to wait for."""

from __future__ import annotations

import time
from typing import Any

from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice


def shown(device: TOTPDevice) -> str:
    """The code that comes after the last one used: none works twice, and the app of the test
    need not wait for half a minute."""
    device.refresh_from_db()
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time()
    if device.last_t >= totp.t():
        TOTPDevice.objects.filter(pk=device.pk).update(last_t=totp.t() - 1)
    return f"{totp.token():06d}"


def second_factor(user: Any) -> TOTPDevice:
    """A second factor that is on."""
    device: TOTPDevice = TOTPDevice.objects.create(user=user, name="app", confirmed=True)
    return device
