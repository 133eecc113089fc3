# A server of the user's own, of which no line is mlbox's: its image as a second container of each pod, a canary of it,
# one whose image answers otherwise than it was evaluated, and one that begins to fail when it has long been promoted.
# Read by run; needs nothing that other parts left behind.
# shellcheck shell=bash disable=SC2154,SC2034

say "A server of the user's own"
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
own_state() { kube -n $namespace get configmap own-mlbox -o 'jsonpath={.data.record}' 2>/dev/null | sed -E 's/.*"state":\{[^}]*"is":"([a-z]*)".*/\1/'; }
until_is() { local i; for i in $(seq 240); do [ "$(own_state)" = "$1" ] && return; sleep 0.1; done; return 1; }

run own deploy 1.00 "$(own_image first 1.00 1000000000)" >first.txt 2>&1
check "a first version of it is deployed" equals 0 $code; tail -2 first.txt
first=$(own_version)
run own deploy 1.02 "$MLBOX_TEST_REGISTRY/team/own@sha256:$(printf '%064d' 0)" '--set=deploy.pod={nodeSelektor: {disk: ssd}}' >typo.txt 2>&1
check "a misspelt field of deploy.pod is refused" equals 4 $code; head -4 typo.txt
check "before anything is evaluated or built" test 0 = "$(grep -cE '^ *(server|evaluate|box) ' typo.txt)"
run own deploy 1.02 "$MLBOX_TEST_REGISTRY/team/own@sha256:$(printf '%064d' 0)" '--set=deploy.pod={tolerations: [{key: gpu, operator: Exist}]}' >value.txt 2>&1
check "and so is a wrong value" equals 4 $code; head -4 value.txt
check "two containers of its pod are ready" equals "true true" "$(kube -n $namespace get pods -l "mlbox.dev/version=$first" -o 'jsonpath={.items[0].status.containerStatuses[*].ready}')"
address=$(kube -n $namespace get service own -o 'jsonpath={.spec.clusterIP}')
python3 "$top/src/e2e/kept-alive.py" "$address" answers.txt >client.txt & traffic=$!

own deploy 1.01 "$(own_image second 1.01 1000000000)" --set=deploy.watch=15s >second.txt 2>&1 & deploy=$!
until_is watching; promoted=$(date +%s.%N)
check "its canary is promoted and watched" equals watching "$(own_state)"
check "the old version is kept warm" equals 1 "$(kube -n $namespace get deployment "own-$first" -o 'jsonpath={.status.readyReplicas}')"
code=0; wait $deploy || code=$?
check "the rollout ends well" equals 0 $code; tail -2 second.txt
second=$(own_version)
late=$(awk -v at="$promoted" -v old="$first" '$3 == old && $1 > at { last = $1 } END { print last ? last - at : 0 }' answers.txt)
check "a kept-alive connection follows within a second (last old answer $late s after)" awk "BEGIN { exit !($late < 1) }"
check "the old version is gone after the watch" equals 1 "$(kube -n $namespace get deployments -o name | wc -l)"

wrong=$(own_image wrong 1.50 1000000000)
run own deploy 1.02 "$wrong" >wrong.txt 2>&1
check "an image that answers otherwise than it was evaluated is reverted" equals 2 $code; tail -2 wrong.txt
check "by the probe, before any request" equals "$second" "$(own_version)"
check "and nobody had an answer of it" equals 2 "$(awk '{ print $3 }' answers.txt | sort -u | wc -l)"

run own deploy 1.03 "$(own_image failing 1.03 2500)" --set=deploy.watch=120s >failing.txt 2>&1
check "one that fails while it is watched is reverted" equals 2 $code; tail -2 failing.txt
check "to the old version, which was kept warm" equals "$second" "$(own_version)"
kill -TERM "$traffic"; wait "$traffic" || true; traffic=
cat client.txt
awk '$2 != 200 { if (!from) from = $1; to = $1; n++ } END { printf "failed answers: %d, from the first to the last %.1f s\n", n, to - from }' answers.txt
check "clients had bad answers for less than 15 s" awk '$2 != 200 { if (!from) from = $1; to = $1 } END { exit !(to - from < 15) }' answers.txt
