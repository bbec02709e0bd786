"""The manifest is one that Kubernetes takes, and its pods can do nothing but judge."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import typer
import yaml
from typer.testing import CliRunner

from deepcat_grader.batch_cli import add_commands

MANIFEST = "docker/kubernetes/grading.yml"
Document = dict[str, Any]


@pytest.fixture(scope="module")
def documents(root: Path) -> dict[str, Document]:
    """The documents of the manifest, by kind."""
    text = (root / MANIFEST).read_text(encoding="utf-8")
    return {one["kind"]: one for one in yaml.safe_load_all(text)}


@pytest.fixture(scope="module")
def schema(root: Path) -> Document:
    """That part of Kubernetes' API which the manifest uses."""
    path = root / "tests/operating/kubernetes.schema.yml"
    found: Document = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


@pytest.fixture
def pod(documents: dict[str, Document]) -> Document:
    """What the job says of a pod."""
    found: Document = documents["Job"]["spec"]["template"]["spec"]
    return found


def test_every_document_follows_the_schema(
    documents: dict[str, Document], schema: Document
) -> None:
    assert set(documents) == {"Namespace", "NetworkPolicy", "Job"}
    for kind, document in documents.items():
        jsonschema.validate(document, schema["$defs"][kind])


def test_every_document_follows_the_whole_api(documents: dict[str, Document]) -> None:
    """Where Kubernetes' own schemas are installed: pip install kubernetes-validate."""
    whole = pytest.importorskip("kubernetes_validate")
    for document in documents.values():
        whole.validate(document, "1.33", strict=True)


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("spec", "completionmode"), "Indexed"),
        (("spec", "template", "spec", "runtimeClass"), "gvisor"),
        (("spec", "template", "spec", "containers", 0, "readOnlyRootFilesystem"), True),
        (("spec", "template", "spec", "volumes", 0, "persistentVolumeClaim"), {"name": "x"}),
        (("spec", "podFailurePolicy", "rules", 0, "action"), "Retry"),
    ],
)
def test_a_slip_of_the_pen_is_found(
    documents: dict[str, Document], schema: Document, where: tuple[Any, ...], value: Any
) -> None:
    job = copy.deepcopy(documents["Job"])
    place: Any = job
    for step in where[:-1]:
        place = place[step]
    place[where[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(job, schema["$defs"]["Job"])


def test_a_pod_has_no_rights(pod: Document) -> None:
    (container,) = pod["containers"]
    inside = container["securityContext"]
    assert pod["securityContext"]["runAsNonRoot"] and pod["securityContext"]["runAsUser"] >= 1000
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert inside["allowPrivilegeEscalation"] is False
    assert inside["readOnlyRootFilesystem"] is True
    assert inside["capabilities"] == {"drop": ["ALL"]}
    assert pod["runtimeClassName"] == "gvisor"
    assert pod["automountServiceAccountToken"] is False
    assert {"cpu", "memory", "ephemeral-storage"} == set(container["resources"]["limits"])
    assert not {"hostNetwork", "hostPID", "hostIPC"} & set(pod)


def test_a_pod_reaches_nothing_and_reads_the_course(
    documents: dict[str, Document], pod: Document
) -> None:
    policy = documents["NetworkPolicy"]
    assert policy["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    spaces = {one["metadata"].get("namespace") for one in documents.values()} - {None}
    assert spaces == {documents["Namespace"]["metadata"]["name"]}
    (container,) = pod["containers"]
    mounts = {one["name"]: one for one in container["volumeMounts"]}
    assert mounts["course"]["readOnly"] is True
    assert set(mounts) == {one["name"] for one in pod["volumes"]}


def test_a_pod_is_the_user_of_the_image(root: Path, pod: Document) -> None:
    text = (root / "docker/grader/Dockerfile").read_text(encoding="utf-8")
    assert f"USER {pod['securityContext']['runAsUser']}\n" in text
    version = re.search(r'^version = "(.+)"', (root / "course/pyproject.toml").read_text(), re.M)
    assert version and pod["containers"][0]["image"].endswith(f"/deepcat-grader:{version[1]}")


def test_a_pod_runs_a_command_that_there_is(
    documents: dict[str, Document], pod: Document, tmp_path: Path
) -> None:
    """Its arguments are those of `deepcat`, as many batches as the job has pods."""
    spec, (container,) = documents["Job"]["spec"], pod["containers"]
    assert spec["completionMode"] == "Indexed" and pod["restartPolicy"] == "Never"
    (batch,) = [one for one in container["args"] if "$(BATCH)" in one]
    assert batch == f"$(BATCH)/{spec['completions']}"
    (env,) = [one for one in container["env"] if one["name"] == "BATCH"]
    assert "job-completion-index" in env["valueFrom"]["fieldRef"]["fieldPath"]
    app = typer.Typer()
    add_commands(app)
    places = {"/course": str(tmp_path), "/results": str(tmp_path), batch: "0/20"}
    done = CliRunner().invoke(app, [places.get(one, one) for one in container["args"]])
    assert done.exit_code == 2 and "is not a course directory" in done.output
    (rule,) = [one for one in spec["podFailurePolicy"]["rules"] if "onExitCodes" in one]
    assert rule["onExitCodes"]["values"] == [done.exit_code]
