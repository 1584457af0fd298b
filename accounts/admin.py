"""Accounts in the admin."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.invitation_admin import InvitationAdmin
from accounts.models import Invitation
from accounts.user_admin import AccountAdmin

# Roles are declared in accounts/rights.py: there is nothing to set in a group. The form of a device
# would show the secret that codes are made from.
admin.site.unregister([User, Group, TOTPDevice])
admin.site.register(User, AccountAdmin)
admin.site.register(Invitation, InvitationAdmin)
