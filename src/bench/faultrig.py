"""The rig of benches on a real Kubernetes: a project whose model is a server of the user's own (src/e2e/OwnServer.java)."""
import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

import faultclient

TOP = pathlib.Path(__file__).resolve().parents[2]
NAMESPACE = "mlbox-faults"
WORK = TOP / "target/faults"
NEVER = 1_000_000_000


def kube(*arguments, check=True, text=None):
    done = subprocess.run([TOP / "src/cluster/kubectl", "-n", NAMESPACE, *arguments], capture_output=True, text=True, input=text)
    if check and done.returncode:
        raise RuntimeError(f"kubectl {' '.join(arguments)}: {done.stderr}")
    return done.stdout


def fault(*arguments):
    subprocess.run([TOP / "src/cluster/fault", *arguments], check=True, stdout=subprocess.DEVNULL)


def until(what, seconds=120):
    """Waits for what() to be true, and says whether it became so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.05)
    return False


def record():
    out = kube("get", "configmap", "own-mlbox", "-o", "json", check=False)
    return json.loads(json.loads(out)["data"]["record"]) if out else {}


def state():
    try:
        return record().get("state", {}).get("is")
    except (ValueError, KeyError):
        return None


def serving():
    return kube("get", "service", "own", "-o", r"jsonpath={.spec.selector.mlbox\.dev/version}")


def objects():
    """What there is, with versions taken out: equal before and after, but for the version that serves."""
    kinds = "deployments,replicasets,services,configmaps,serviceaccounts,roles,rolebindings,hpa,pdb,networkpolicies,jobs,secrets,pvc"
    names = kube("get", kinds, "-o", "name").split()
    return sorted(re.sub(r"-[0-9a-f]{10}(-[0-9a-z]+)?$", "-VERSION", n) for n in names)


class Images:
    """Images of the user's own server, made without docker and pushed once."""

    def __init__(self):
        self.files, self.known = WORK / "files", {}
        (self.files / "app").mkdir(parents=True)
        shutil.copy(TOP / "src/e2e/OwnServer.java", WORK / "OwnServer.java")
        subprocess.run(["javac", "--release", "17", "-d", self.files / "app", WORK / "OwnServer.java"], check=True)
        cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "mlbox/cluster"
        layer = max(cache.glob("jre-17-*/layer.tar.gz"), key=lambda f: f.stat().st_mtime)
        subprocess.run(["tar", "-xzf", layer, "-C", self.files], check=True)
        self.image = [sys.executable, TOP / "src/cluster/image.py"]
        subprocess.run([*self.image, "build", self.files, WORK / "image"], check=True, stdout=subprocess.DEVNULL)

    def variant(self, name, config):
        """The one image with another configuration: packing the files again would take longer than a row."""
        folder = WORK / f"image-{name}"
        folder.mkdir()
        os.link(WORK / "image/layer.tar.gz", folder / "layer.tar.gz")
        whole = json.loads((WORK / "image/config.json").read_bytes())
        told = json.dumps({**whole, "config": config}).encode()
        manifest = json.loads((WORK / "image/manifest.json").read_bytes())
        manifest["config"].update(size=len(told), digest="sha256:" + hashlib.sha256(told).hexdigest())
        (folder / "config.json").write_bytes(told)
        (folder / "manifest.json").write_text(json.dumps(manifest))
        return folder

    def of(self, threshold, fails_after=NEVER, how="error"):
        name = f"i{threshold}-{fails_after}-{how}".replace(".", "-")
        if name not in self.known:
            entry = ["/usr/lib/jvm/17/bin/java", "-XX:+UseSerialGC", "-Xmx96m" if how != "leak" else "-Xmx2g", "-cp", "/app", "OwnServer",
                     str(threshold), str(fails_after), how]
            folder = self.variant(name, {"User": "65532", "Entrypoint": entry})
            subprocess.run([*self.image, "push", folder, os.environ["MLBOX_TEST_REGISTRY"], "team/own", name], check=True, stdout=subprocess.DEVNULL)
            digest = hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
            self.known[name] = f"{os.environ['MLBOX_TEST_REGISTRY']}/team/own@sha256:{digest}"
            shutil.rmtree(folder)
        return self.known[name]


class Deploy:
    """One `mlbox deploy` as a process of its own."""

    def __init__(self, threshold, image, settings=(), wrapper=()):
        self.threshold = threshold
        server = f"server={{run: java OwnServer.java {threshold} {NEVER}, inputs: [OwnServer.java], image: '{image}'}}"
        common = ["deploy.to=kubernetes", f"deploy.image={os.environ['MLBOX_TEST_REGISTRY']}/team/box",
                  f"deploy.base={os.environ['MLBOX_TEST_REGISTRY']}/mlbox/jre:17", f"deploy.namespace={NAMESPACE}",
                  "deploy.resources={cpu: 50m, memory: 320Mi}", server, *settings]
        self.file = WORK / f"deploy-{time.time():.0f}-{threshold}.txt"
        with open(self.file, "w") as out:
            self.process = subprocess.Popen([*wrapper, TOP / "src/mlbox", "deploy", *[f"--set={s}" for s in common]],
                                            cwd=WORK / "own", stdout=out, stderr=subprocess.STDOUT)

    def end(self, seconds=300):
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return "hung"

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def words(self):
        return self.file.read_text()


class Bench:
    """The project, its namespace, and the stable version that each row begins with."""

    def __init__(self):
        shutil.rmtree(WORK, ignore_errors=True)
        (WORK / "own").mkdir(parents=True)
        subprocess.run([TOP / "src/cluster/base-image"], check=True)
        subprocess.run([TOP / "src/cluster/kubectl", "create", "namespace", NAMESPACE], check=True, stdout=subprocess.DEVNULL)
        self.images = Images()
        self.project()
        self.count = 0
        self.stable = None
        self.spoilt = False  # a bad canary has been promoted

    def project(self):
        own = WORK / "own"
        shutil.copy(WORK / "OwnServer.java", own)
        rows = faultclient.rows(400, seed=1)
        (own / "test.csv").write_text("x,y,label\n" + "".join(f"{x:.6f},{y:.6f},{int(x + y > 1)}\n" for x, y in rows))
        (own / "mlbox.yaml").write_text(
            "model: own\nevaluate: {data: test.csv, target: label, gates: [accuracy >= 0.8]}\n"
            "deploy: {replicas: 2, canary: [20%], step: {after: 8s, requests: 50, patience: 30s}, probe: 200, watch: 0}\n")
        (own / ".gitignore").write_text(".mlbox/\n")
        for command in (["init", "-q", "-b", "main", "."], ["add", "."],
                        ["-c", "user.name=ana", "-c", "user.email=ana@example.com", "commit", "-qm", "own"]):
            subprocess.run(["git", *command], cwd=own, check=True)

    def threshold(self):
        """Another one each time, so that each version is new; 0.970 to 1.029 answers the client's rows alike."""
        self.count += 1
        return f"{0.970 + (self.count % 6000) / 100_000:.5f}"

    def good(self, *settings, wrapper=()):
        threshold = self.threshold()
        return Deploy(threshold, self.images.of(threshold), settings, wrapper)

    def bad(self, how, *settings, after=1000):
        threshold = self.threshold()
        return Deploy(threshold, self.images.of(threshold, after, how), settings)

    def prepare(self):
        """A stable version of two boxes, whatever the row before left behind."""
        if self.spoilt or serving_or_none() is None or state() not in ("succeeded", "reverted"):
            kube("delete", "deployments,services,configmaps,hpa,pdb,jobs,resourcequotas", "--all", "--wait=true", check=False)
            first = self.good()
            if first.end() != 0:
                sys.exit("the first deploy failed:\n" + first.words())
            self.spoilt = False
        self.stable = serving()
        kube("rollout", "status", "deployment", f"own-{self.stable}", "--timeout=120s")


def serving_or_none():
    try:
        return serving() or None
    except RuntimeError:
        return None


def shifting():
    return state() == "shifting"


def pods(version):
    out = json.loads(kube("get", "pods", "-l", f"mlbox.dev/version={version}", "-o", "json"))
    return [p for p in out["items"] if p["status"].get("podIP")]


def canary_version():
    return (record().get("canary") or {}).get("version")
