"""A function of a pool as a command: the event on standard input, the answer on standard output."""

import json
import sys

event = json.load(sys.stdin)
if event["request"]["userAttributes"].get("email", "").endswith("@evil.example"):
    raise ValueError("Email domain not allowed")
json.dump(event, sys.stdout)
