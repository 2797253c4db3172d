"""The words of paying: steps and deeds of a batch, results of the bank, claims, entries of the fund."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BatchKind(models.TextChoices):
    MONTH = "month", _("a month")
    QUARTER = "quarter", _("a quarter")
    HALF = "half", _("half a year")
    YEAR = "year", _("a year")


class BatchStep(models.TextChoices):
    """Where a batch stands (`rules.payments.Step`)."""

    PREPARED = "prepared", _("prepared")
    REVIEW = "review", _("under review")
    RETURNED = "returned", _("given back")
    REVIEWED = "reviewed", _("reviewed, to be published")
    PUBLISHED = "published", _("in publicity")
    APPROVED = "approved", _("approved for payment")
    SENT = "sent", _("sent to the bank")
    PAID = "paid", _("paid, to be closed")
    CLOSED = "closed", _("payment closed")
    WITHDRAWN = "withdrawn", _("payment withdrawn")


class BatchDeed(models.TextChoices):
    """What is done with a batch (`rules.payments.Deed`)."""

    PREPARE = "prepare", _("prepare the batch")
    SUBMIT = "submit", _("submit for review")
    ENDORSE = "endorse", _("endorse")
    GIVE_BACK = "give_back", _("give back")
    PUBLISH = "publish", _("publish the batch")
    APPROVE = "approve", _("approve the payment")
    SEND = "send", _("send to the bank")
    RECORD = "record", _("take in the result")
    CLOSE = "close", _("close the batch")
    WITHDRAW = "withdraw", _("withdraw the batch")


class Paid(models.TextChoices):
    """What the bank says of a line."""

    PAID = "paid", _("paid in full")
    PARTLY = "partly", _("paid in part")
    FAILED = "failed", _("payment failed")


class ItemState(models.TextChoices):
    """How a courtyard stands in a batch; follows from the records, and is nowhere stored."""

    INCLUDED = "included", _("on its way")
    HELD = "held", _("held by an objection")
    DROPPED = "dropped", _("taken out of the batch")
    LEFT_OUT = "left_out", _("left out: no payee account")
    SENT = "sent", _("at the bank")
    SET_OFF = "set_off", _("set off whole")
    PAID = "paid", _("paid in full")
    PARTLY = "partly", _("paid in part")
    FAILED = "failed", _("payment failed")


class ProtestState(models.TextChoices):
    OPEN = "open", _("to be answered")
    REJECTED = "rejected", _("rejected")
    UPHELD = "upheld", _("found right")


class AccountState(models.TextChoices):
    PROPOSED = "proposed", _("to be confirmed")
    CONFIRMED = "confirmed", _("confirmed")
    DECLINED = "declined", _("declined")
    REPLACED = "replaced", _("replaced")


class ClaimState(models.TextChoices):
    """Where a claim stands (`rules.clawbacks.ClaimStep`)."""

    CLAIMED = "claimed", _("claimed, to be noticed")
    NOTICED = "noticed", _("noticed, to be paid back")
    WAIVER = "waiver", _("waiver proposed")
    SETTLED = "settled", _("claim settled")
    WAIVED = "waived", _("waived")


class RepaymentKind(models.TextChoices):
    CASH = "cash", _("paid back")
    SET_OFF = "set_off", _("set off against a payment")


class FundKind(models.TextChoices):
    """What an entry of the fund is."""

    INCOME = "income", _("allocation of the district")
    GRANT = "grant", _("grant from above")
    PROFIT_RETURN = "profit_return", _("profit return")
    RECOVERY = "recovery", _("recovered subsidy")
    RELEASE = "release", _("commitment released")
    COMMITMENT = "commitment", _("commitment")
    REWARD = "reward", _("reward paid")
    EXPENSE = "expense", _("other expense")
    PAYMENT = "payment", _("payment of a commitment")


# What makes the free balance more, and less; a payment of what was committed leaves it as it is.
FREEING = (FundKind.INCOME, FundKind.GRANT, FundKind.PROFIT_RETURN, FundKind.RECOVERY, FundKind.RELEASE)
TAKING = (FundKind.COMMITMENT, FundKind.REWARD, FundKind.EXPENSE)
# What comes in, and what goes out, as money.
COMING_IN = (FundKind.INCOME, FundKind.GRANT, FundKind.PROFIT_RETURN, FundKind.RECOVERY)
GOING_OUT = (FundKind.REWARD, FundKind.EXPENSE, FundKind.PAYMENT)
# What a person enters by hand; the rest follows from batches and claims.
BY_HAND = (FundKind.INCOME, FundKind.GRANT, FundKind.PROFIT_RETURN, FundKind.REWARD, FundKind.EXPENSE)


class Found(models.TextChoices):
    """What a sample verification found at a courtyard."""

    ARRIVED = "arrived", _("the amount arrived")
    DIFFERS = "differs", _("another amount arrived")
    MISSING = "missing", _("nothing arrived")
    UNREACHED = "unreached", _("nobody was reached")
