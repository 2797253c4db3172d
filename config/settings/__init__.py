"""Settings of the portal. Everything that differs between machines comes from `config.env`."""

from config import env
from config.settings.jobs import *  # noqa: F403
from config.settings.pages import *  # noqa: F403
from config.settings.rest import *  # noqa: F403

BASE_DIR = env.ROOT
SECRET_KEY = env.SECRET_KEY or "not-secret-only-for-building-static-files-and-checks"
DEBUG = env.DEBUG
DEMO = env.DEMO
VAR_DIR = env.YUANZHI_VAR
ALLOWED_HOSTS = env.ALLOWED_HOSTS
CSRF_TRUSTED_ORIGINS = env.CSRF_TRUSTED_ORIGINS

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "template_partials",
    "csp",
    "axes",
    "django_celery_beat",
    "governance",
    "courtyards",
    "party_org",
    "property_firms",
    "community_services",
    "ratings",
    "subsidies",
    "portal",
    "reference_case",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

# The web and the worker are `default`, a role that row-level security holds. Migrations are `owner`.
DATABASES = {"default": env.database(env.DATABASE_URL)}
if env.OWNER_DATABASE_URL:
    DATABASES["owner"] = env.database(env.OWNER_DATABASE_URL)
DATABASE_ROUTERS = ["governance.tenancy.routers.OwnerMigrates"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "governance.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "governance.people.backends.ScopedBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# GB/T 22239 8.1.4.1 b: five failures lock the account from that address for ten minutes.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1 / 6
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "portal/lockout.html"
AXES_VERBOSE = False

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.LOG_LEVEL},
}
SILENCED_SYSTEM_CHECKS = [
    "axes.W003",  # our ScopedBackend stands behind axes' own
]
