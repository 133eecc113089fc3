#!/usr/bin/env python3
"""Makes a container image of one layer from a folder, and puts it in a registry or in a tar.

Exists because there is no docker daemon here; a registry and containerd only want these few documents.
The same folder gives the same bytes: entries sorted, times zero, owner root.

usage: image.py build FOLDER IMAGE [CONFIG_JSON]    IMAGE: a folder for layer.tar.gz, config.json, manifest.json
       image.py push IMAGE REGISTRY NAME TAG        over plain HTTP; sends only what is not there
       image.py archive IMAGE NAME:TAG FILE         as `docker save` would, for `ctr images import`
"""

import gzip
import hashlib
import io
import json
import sys
import tarfile
import urllib.error
import urllib.request
from pathlib import Path

MANIFEST = "application/vnd.docker.distribution.manifest.v2+json"
CONFIG = "application/vnd.docker.container.image.v1+json"
LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip"


def digest(data):
    return "sha256:" + hashlib.sha256(data).hexdigest()


def as_json(document):
    return json.dumps(document, sort_keys=True).encode()


def add(tar, name, data):
    info = tarfile.TarInfo(name)
    info.size = len(data)
    tar.addfile(info, io.BytesIO(data))


def layer_of(folder):
    """The folder's content as an uncompressed tar."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for path in sorted(Path(folder).rglob("*")):
            info = tar.gettarinfo(path, str(path.relative_to(folder)))
            info.mtime = info.uid = info.gid = 0
            info.uname = info.gname = ""
            with open(path, "rb") if info.isreg() else io.BytesIO() as data:
                tar.addfile(info, data)
    return out.getvalue()


def build(folder, image, config="{}"):
    layer = layer_of(folder)
    packed = gzip.compress(layer, compresslevel=6, mtime=0)
    config = as_json({
        "architecture": "amd64",
        "os": "linux",
        "config": json.loads(config),
        "rootfs": {"type": "layers", "diff_ids": [digest(layer)]},
    })
    part = lambda kind, data: {"mediaType": kind, "size": len(data), "digest": digest(data)}
    manifest = as_json({
        "schemaVersion": 2,
        "mediaType": MANIFEST,
        "config": part(CONFIG, config),
        "layers": [part(LAYER, packed)],
    })
    image = Path(image)
    image.mkdir(parents=True, exist_ok=True)
    for name, data in {"layer.tar.gz": packed, "config.json": config, "manifest.json": manifest}.items():
        (image / name).write_bytes(data)


def request(method, url, data=None, kind="application/octet-stream"):
    """The headers of the answer; None for 404."""
    call = urllib.request.Request(url, data, {"Content-Type": kind, "Accept": MANIFEST}, method=method)
    try:
        return urllib.request.urlopen(call, timeout=60).headers
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return None
        raise


def push(image, registry, name, tag):
    image, base = Path(image), f"http://{registry}/v2/{name}"
    manifest = (image / "manifest.json").read_bytes()
    there = request("HEAD", f"{base}/manifests/{tag}")
    if there and there["Docker-Content-Digest"] == digest(manifest):
        return
    for part in ("layer.tar.gz", "config.json"):
        data = (image / part).read_bytes()
        if not request("HEAD", f"{base}/blobs/{digest(data)}"):
            place = request("POST", f"{base}/blobs/uploads/", b"")["Location"]
            request("PUT", f"{place}{'&' if '?' in place else '?'}digest={digest(data)}", data)
    request("PUT", f"{base}/manifests/{tag}", manifest, MANIFEST)


def archive(image, name, file):
    image = Path(image)
    with tarfile.open(file, "w") as tar:
        for part in ("config.json", "layer.tar.gz"):
            add(tar, part, (image / part).read_bytes())
        add(tar, "manifest.json", as_json([{"Config": "config.json", "RepoTags": [name], "Layers": ["layer.tar.gz"]}]))


if __name__ == "__main__":
    commands = {"build": build, "push": push, "archive": archive}
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]](*sys.argv[2:])
