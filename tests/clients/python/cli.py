"""The AWS CLI in one process of its own: the CLI's own code from its command line on, without 141 starts of an interpreter.

Version 2 where the system has it (Debian's package `awscli`; it is not on PyPI), else version 1 of PyPI. Run as a program
this file reads command lines, each a JSON list, and answers each by a JSON object. Either version brings a copy of the
service's model that lags behind boto3's: AWS_DATA_PATH, its own setting, points it to the newer one.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

# The interpreter of the system's packages.
SYSTEM_PYTHON = "/usr/bin/python3"


def interpreter():
    """The one that has version 2, or else the one that runs this."""
    asked = [SYSTEM_PYTHON, "-c", "import awscli; print(awscli.__version__)"]
    try:
        version = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return sys.executable
    return SYSTEM_PYTHON if version.startswith("2.") else sys.executable


def newest_model(folder):
    """Unpacks boto3's model of the service: the older readers know no packed ones."""
    import botocore

    theirs = Path(botocore.__file__).with_name("data") / "cognito-idp"
    for file in theirs.glob("*/*.json*"):
        ours = Path(folder) / "cognito-idp" / file.parent.name
        ours.mkdir(parents=True, exist_ok=True)
        packed = file.suffix == ".gz"
        text = gzip.decompress(file.read_bytes()) if packed else file.read_bytes()
        (ours / file.name.removesuffix(".gz")).write_bytes(text)
    return folder


def obey():
    """The program."""
    import contextlib
    import io

    import awscli.clidriver

    driver = awscli.clidriver.create_clidriver()
    table = driver._get_command_table()["cognito-idp"]._get_command_table()
    print(json.dumps(awscli.__version__), flush=True)
    print(json.dumps(sorted(set(table) - {"help", "wait"})), flush=True)
    for line in sys.stdin:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = driver.main(json.loads(line))
        print(json.dumps({"code": code, "out": out.getvalue(), "err": err.getvalue()}), flush=True)


class Cli:
    """Runs sub-commands of `aws cognito-idp`, and knows which ones succeeded."""

    def __init__(self, endpoint):
        self.endpoint = endpoint
        self.model = tempfile.TemporaryDirectory()
        environment = {
            "PATH": os.environ["PATH"],
            "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
            "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_CONFIG_FILE": "/nonexistent",
            "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
            "AWS_MAX_ATTEMPTS": "1",
            "AWS_PAGER": "",
            "AWS_DATA_PATH": newest_model(self.model.name),
        }
        self.process = subprocess.Popen(
            [interpreter(), __file__], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.version = json.loads(self.process.stdout.readline())
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
        self.model.cleanup()


if __name__ == "__main__":
    obey()
