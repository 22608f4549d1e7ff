"""Logs in to the service of app.py as its browser would; prints who came in."""
import json
import os

import requests
from app import app

browser = app.test_client()
login = browser.get("/login")
back = requests.get(
    login.location, headers={"Doublure-Persona": os.environ["PERSONA"]}, allow_redirects=False, timeout=10
)
assert "location" in back.headers, f"{back.url} {back.text}"
answer = browser.get(back.headers["location"])
assert answer.status_code == 200, answer.text
print(json.dumps(answer.json))
