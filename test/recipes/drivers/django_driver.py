"""Logs in to a Django service of settings.py, urls.py and hub.py as its browser would; prints who came in."""
import json
import os
import runpy

import django
import requests
from django.conf import settings

given = {name: value for name, value in runpy.run_path("settings.py").items() if name.isupper()}
backends = ["mozilla_django_oidc.auth.OIDCAuthenticationBackend"]
settings.configure(
    **{"AUTHENTICATION_BACKENDS": backends, **given},
    SECRET_KEY="a secret of this test",
    ROOT_URLCONF="urls",
    ALLOWED_HOSTS=["*"],
    LOGIN_REDIRECT_URL="/in",
    LOGIN_REDIRECT_URL_FAILURE="/out",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
)
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

call_command("migrate", verbosity=0)
browser = Client(HTTP_HOST="localhost:3000")
login = browser.get("/login")
back = requests.get(
    login["location"], headers={"Doublure-Persona": os.environ["PERSONA"]}, allow_redirects=False, timeout=10
)
assert "location" in back.headers, f"{back.url} {back.text}"
answer = browser.get(back.headers["location"].removeprefix("http://localhost:3000"))
assert answer["location"] == "/in", answer["location"]
print(json.dumps({"email": get_user_model().objects.get().email}))
