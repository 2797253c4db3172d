"""The portal's settings for making the template of the databases: nobody signs in with the passwords made there."""

from django.conf import global_settings

from config.settings import *  # noqa: F403

# Each of the two dozen accounts of the case would take a fifth of a second.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *global_settings.PASSWORD_HASHERS]
