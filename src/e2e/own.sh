# A project whose model is a server of the user's own (OwnServer.java), in an empty namespace. Read by sidecar and users.
# shellcheck shell=bash disable=SC2154,SC2034

kube delete namespace $namespace --ignore-not-found >/dev/null; kube create namespace $namespace >/dev/null
rm -rf "$work/own"; mkdir -p "$work/own/classes" "$work/own/files/app"; cd "$work/own"
cp "$top/src/e2e/OwnServer.java" .
javac --release 17 -d files/app OwnServer.java
layer=$(find "${XDG_CACHE_HOME:-$HOME/.cache}/mlbox/cluster" -path '*/jre-17-*/layer.tar.gz' -printf '%T@ %p\n' | sort -rn | head -1 | cut -d' ' -f2)
tar -xzf "$layer" -C files
own_image() { # NAME THRESHOLD FAILS_AFTER: builds and pushes, prints the reference by digest
  python3 "$top/src/cluster/image.py" build files "image-$1" "{\"User\": \"65532\", \"Entrypoint\": [\"/usr/lib/jvm/17/bin/java\", \"-XX:+UseSerialGC\", \"-cp\", \"/app\", \"OwnServer\", \"$2\", \"$3\"]}" >&2
  python3 "$top/src/cluster/image.py" push "image-$1" "$MLBOX_TEST_REGISTRY" team/own "$1" >&2
  echo "$MLBOX_TEST_REGISTRY/team/own@sha256:$(sha256sum <"image-$1/manifest.json" | cut -c1-64)"
}
python3 - <<'P'
import random
random.seed(1)
with open("test.csv", "w") as out:
    out.write("x,y,label\n")
    for _ in range(400):
        x, y = random.random(), random.random()
        out.write(f"{x:.6f},{y:.6f},{int(x + y > 1)}\n")
P
cat >mlbox.yaml <<'Y'
model: own
evaluate: {data: test.csv, target: label, gates: [accuracy >= 0.8]}
deploy: {replicas: 1, canary: [50%], step: {after: 2s, requests: 20, patience: 6s}, probe: 200, watch: 0}
Y
git init -q -b main . && git add mlbox.yaml test.csv OwnServer.java && git commit -qm own
# own COMMAND THRESHOLD IMAGE MORE...: what is evaluated here, and what serves there
own() { mlbox "$1" "--set=server={run: java OwnServer.java $2 1000000000, inputs: [OwnServer.java], image: '$3'}" --set=deploy.replicas=1 "${@:4}"; }
own_version() { kube -n $namespace get service own -o 'jsonpath={.spec.selector.mlbox\.dev/version}'; }
own_state() { state_of own; }
until_is() { local i; for i in $(seq 240); do [ "$(own_state)" = "$1" ] && return; sleep 0.1; done; return 1; }
