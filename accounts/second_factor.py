"""The second factor: a code of an app on the phone, or one of the recovery codes."""

from __future__ import annotations

import base64
from datetime import timedelta
from math import ceil
from typing import Any

import segno
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_otp import verify_token
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import RecoveryCode

NAME = "authenticator app"
SETTING_UP = timedelta(hours=1)
GROUP = 4  # letters of the secret that stand together, to be typed


def device_of(user: Any) -> TOTPDevice | None:
    """The app that codes of `user` come from, once it has been set up."""
    found: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    return found


def is_on(user: Any) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def is_administrator(user: Any) -> bool:
    """Who gives others rights is asked for more: whatever makes them able to."""
    return bool(user.has_perm("auth.change_user"))


def is_required(user: Any) -> bool:
    """Whether REQUIRE_TWO_FACTOR asks it of `user`."""
    if settings.REQUIRE_TWO_FACTOR == "everyone":
        return True
    return settings.REQUIRE_TWO_FACTOR == "administrators" and is_administrator(user)


def being_set_up(user: Any) -> TOTPDevice | None:
    """The app whose first code is awaited. Not for long: its secret is shown meanwhile."""
    recent = TOTPDevice.objects.filter(created_at__gt=timezone.now() - SETTING_UP)
    found: TOTPDevice | None = recent.filter(user=user, confirmed=False).first()
    return found


@transaction.atomic
def begin(user: Any) -> TOTPDevice:
    """A new secret, which counts once a code of it has been given to `confirm`."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    device: TOTPDevice = TOTPDevice.objects.create(user=user, name=NAME, confirmed=False)
    return device


def confirm(device: TOTPDevice, code: str) -> list[str] | None:
    """Turns the second factor on if `code` is right; the recovery codes, else None."""
    with transaction.atomic():
        if not verify_token(device.user, device.persistent_id, digits(code)):
            return None
        TOTPDevice.objects.filter(user=device.user).exclude(pk=device.pk).delete()
        TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
        return RecoveryCode.objects.renew(device.user)


def opens(device: TOTPDevice, code: str) -> bool:
    """Whether `code` is what the app shows now, or a recovery code; neither works twice."""
    shown = digits(code)
    if len(shown) == device.digits and not any(map(str.isalpha, code)):
        return verify_token(device.user, device.persistent_id, shown) is not None
    return RecoveryCode.objects.use(device.user, code)


@transaction.atomic
def turn_off(user: Any) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()


def wait(device: TOTPDevice) -> int:
    """For how many seconds no code of the app is taken, after wrong ones."""
    allowed, reason = device.verify_is_allowed()
    if allowed:
        return 0
    left: timedelta = reason["locked_until"] - timezone.now()
    return max(1, ceil(left.total_seconds()))


def digits(code: str) -> str:
    return "".join(letter for letter in code if letter in "0123456789")


def secret(device: TOTPDevice) -> str:
    """The secret, as one types it into the app where no camera is at hand."""
    letters = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def picture(device: TOTPDevice) -> str:
    """The secret as a QR code: the address of an image, which the page itself holds."""
    code = segno.make(device.config_url, error="m", micro=False)
    uri: str = code.svg_data_uri(scale=4, border=4, dark="#000", light="#fff")
    return uri
