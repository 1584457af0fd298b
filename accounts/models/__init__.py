from accounts.models.invitation import Invitation
from accounts.models.proposals import Proposal
from accounts.models.recovery import RecoveryCode
from accounts.models.session import LoginSession

__all__ = ["Invitation", "LoginSession", "Proposal", "RecoveryCode"]
