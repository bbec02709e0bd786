#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the container.
set -euo pipefail
home=${AUTOGRADER:-/autograder}
chmod -R go-rwx "$home/source"

find_python() { # 3.11 is the oldest that DeepCat runs on
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    return 1
}

export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install --yes --no-install-recommends bubblewrap libseccomp2 python3-venv
find_python >/dev/null || apt-get install --yes --no-install-recommends python3.11-venv
python=$(find_python) || {
    echo "This image has no Python 3.11 or newer. Choose Ubuntu 24.04 or newer as the base image."
    exit 1
}
"$python" -m venv "$home/env"
pip() { "$home/env/bin/python" -I -m pip install --no-cache-dir --disable-pip-version-check "$@"; }
pip --require-hashes --no-deps --only-binary :all: -r "$home/source/requirements.lock"
pip --no-deps --no-index "$home"/source/wheels/*.whl
"$home/env/bin/python" -I -c "import matplotlib.font_manager" # makes its list of fonts
"$home/env/bin/deepcat" doctor || echo "Nothing confines students' code here: nothing will be judged."
