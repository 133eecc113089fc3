# What tests with a server of the user's own share: a project of rows in an empty namespace, and images of the server. Read by own and called.
# shellcheck shell=bash disable=SC2154

# server_project MODEL SOURCE: goes into a new repository of it, whose folder files becomes the image; a Java is in it already
server_project() {
  local layer
  kube delete namespace $namespace --ignore-not-found >/dev/null; kube create namespace $namespace >/dev/null
  rm -rf "${work:?}/$1"; mkdir -p "$work/$1/files/app"; cd "$work/$1"
  cp "$top/src/e2e/$2" .
  layer=$(find "${XDG_CACHE_HOME:-$HOME/.cache}/mlbox/cluster" -path '*/jre-17-*/layer.tar.gz' -printf '%T@ %p\n' | sort -rn | sed -n 1p | cut -d' ' -f2)
  tar -xzf "$layer" -C files
  python3 - <<'P'
import random
random.seed(1)
with open("test.csv", "w") as out:
    out.write("x,y,label\n")
    for _ in range(400):
        x, y = random.random(), random.random()
        out.write(f"{x:.6f},{y:.6f},{int(x + y > 1)}\n")
P
  cat >mlbox.yaml <<Y
model: $1
evaluate: {data: test.csv, target: label, gates: [accuracy >= 0.8]}
deploy: {replicas: 1, canary: [50%], step: {after: 2s, requests: 20, patience: 6s}, probe: 200, watch: 0}
Y
  git init -q -b main . && git add mlbox.yaml test.csv "$2" && git commit -qm "$1"
}
# server_image MODEL NAME WORD...: builds and pushes files as it is, to be started with java and the words; prints the reference by digest
server_image() {
  local entry
  entry=$(printf ', "%s"' "${@:3}")
  python3 "$top/src/cluster/image.py" build files "image-$2" "{\"User\": \"65532\", \"Entrypoint\": [\"/usr/lib/jvm/17/bin/java\", \"-XX:+UseSerialGC\"$entry]}" >&2
  python3 "$top/src/cluster/image.py" push "image-$2" "$MLBOX_TEST_REGISTRY" "team/$1" "$2" >&2
  echo "$MLBOX_TEST_REGISTRY/team/$1@sha256:$(sha256sum <"image-$2/manifest.json" | cut -c1-64)"
}
# The version that clients of a model reach first, and waiting for the state of its rollout, 24 s at most.
serving_version() { kube -n $namespace get service "$1" -o 'jsonpath={.spec.selector.mlbox\.dev/version}'; }
reaches() { local i; for i in $(seq 240); do [ "$(state_of "$1")" = "$2" ] && return; sleep 0.1; done; return 1; }
