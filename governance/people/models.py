"""People, what they may do where, and the tokens of programs."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from governance.people.choices import Role, TokenScope
from governance.tenancy.constraints import TenantPolicy
from governance.tenancy.fields import Dated
from governance.tenancy.models import DistrictWideModel


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, name: str, password: str | None = None) -> "User":
        """A person with an unusable password unless one is given. Needs the scope of `users.create`."""
        user = self.model(username=username, name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person's own account. What they may do is in their memberships, one per district and role."""

    username = models.CharField(
        _("user name"), max_length=60, unique=True, error_messages={"unique": _("This user name is taken.")}
    )
    name = models.CharField(_("name"), max_length=80)
    is_active = models.BooleanField(_("active"), default=True)
    # The account under which scheduled work is attributed; nobody signs in with it.
    is_service = models.BooleanField(_("service account"), default=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [TenantPolicy(name="governance_user_tenant", shape="user")]

    def __str__(self) -> str:
        return self.name


class Membership(Dated, DistrictWideModel):
    """A person's role in a district, or in one street of it, for a time."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [
            TenantPolicy(name="governance_membership_tenant", shape="membership"),
            *DistrictWideModel.Meta.constraints[1:],
            models.CheckConstraint(
                name="governance_membership_street_roles_have_a_street",
                condition=~models.Q(role__in=[Role.CLERK, Role.REVIEWER]) | models.Q(street__isnull=False),
                violation_error_message=_("A street clerk or reviewer needs a street."),
            ),
            ExclusionConstraint(
                name="governance_membership_once_at_a_time",
                expressions=[
                    ("district", RangeOperators.EQUAL), ("user", RangeOperators.EQUAL), ("role", RangeOperators.EQUAL),
                    (Coalesce("street", 0), RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This person has this role already."),
            ),
        ]
        indexes = [models.Index(fields=["user"], name="governance_membership_user")]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


class ApiToken(DistrictWideModel):
    """A program's key to one district, one street of it, or its owner's districts. Only a keyed hash is stored."""

    name = models.CharField(_("name"), max_length=80)
    prefix = models.CharField(_("prefix"), max_length=12)
    key_digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=20, choices=TokenScope.choices), verbose_name=_("may fetch"))
    owner = models.ForeignKey(User, models.PROTECT, related_name="tokens", verbose_name=_("responsible person"))
    # Statistics of every district that its owner reads as a whole on the day of the request, not of this one alone.
    all_districts = models.BooleanField(_("all districts of its owner"), default=False)
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [
            TenantPolicy(name="governance_apitoken_tenant", shape="token"),
            *DistrictWideModel.Meta.constraints[1:],
            models.CheckConstraint(
                name="governance_apitoken_of_many_districts_reads_statistics",
                condition=models.Q(all_districts=False)
                | models.Q(street__isnull=True, scopes=[TokenScope.STATISTICS]),
                violation_error_message=_("A token for many districts reads statistics alone."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def scope_labels(self) -> list[str]:
        """What the token may do, in words."""
        return [str(TokenScope(scope).label) for scope in self.scopes]
