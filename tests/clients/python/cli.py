"""The AWS CLI in one process of its own: the CLI's own code from its command line on, without 141 starts of an interpreter.

Run as a program it reads command lines, each a JSON list, and answers each by a JSON object. The CLI brings a copy of the
service's model that lags behind boto3's: AWS_DATA_PATH, its own setting, points it to the newer one.
"""

import json
import os
import subprocess
import sys
from pathlib import Path


def obey():
    """The program."""
    import contextlib
    import io

    import awscli.clidriver

    driver = awscli.clidriver.create_clidriver()
    table = driver._get_command_table()["cognito-idp"]._get_command_table()
    print(json.dumps(sorted(set(table) - {"help", "wait"})), flush=True)
    for line in sys.stdin:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = driver.main(json.loads(line))
        print(json.dumps({"code": code, "out": out.getvalue(), "err": err.getvalue()}), flush=True)


class Cli:
    """Runs sub-commands of `aws cognito-idp`, and knows which ones succeeded."""

    def __init__(self, endpoint):
        import botocore

        self.endpoint = endpoint
        environment = {
            "PATH": os.environ["PATH"],
            "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
            "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_CONFIG_FILE": "/nonexistent",
            "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
            "AWS_MAX_ATTEMPTS": "1",
            "AWS_PAGER": "",
            "AWS_DATA_PATH": str(Path(botocore.__file__).with_name("data")),
        }
        self.process = subprocess.Popen(
            [sys.executable, __file__], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.commands = set(json.loads(self.process.stdout.readline()))
        self.done = set()

    def __call__(self, command, *words, **options):
        """`aws("get-group", user_pool_id=…)`: what it prints. Structures are given as JSON."""
        line = ["cognito-idp", command, "--endpoint-url", self.endpoint, "--output", "json", *words]
        for name, value in options.items():
            line += ["--" + name.replace("_", "-"), value if isinstance(value, str) else json.dumps(value)]
        self.process.stdin.write(json.dumps(line) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert answer["code"] == 0, f"{line}: {answer['err']}"
        self.done.add(command)
        return json.loads(answer["out"]) if answer["out"].strip() else {}

    def close(self):
        self.process.stdin.close()
        self.process.wait()


if __name__ == "__main__":
    obey()
