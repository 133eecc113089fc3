# A server of the user's own that is called by gRPC (CalledServer.java): its image as a second container, a canary of it by single calls of
# one connection, one whose image answers otherwise than it was evaluated, and one that begins to fail.
# Read by run; needs nothing that other parts left behind.
# shellcheck shell=bash disable=SC2154,SC2034

say "A server that is called by gRPC"
kube delete namespace $namespace --ignore-not-found >/dev/null; kube create namespace $namespace >/dev/null
rm -rf "$work/called"; mkdir -p "$work/called/files/app" "$work/called/lib"; cd "$work/called"
cp "$top/src/e2e/CalledServer.java" .
(cd "$top" && mvn -q -B -ntp -pl shared/testkit -am compile dependency:copy-dependencies -DincludeScope=runtime -DexcludeGroupIds=dev.mlbox,org.apache.commons \
  "-DoutputDirectory=$work/called/lib")
javac --release 17 -proc:none -cp 'lib/*' -d files/app CalledServer.java
cp -r lib files/app/lib
layer=$(find "${XDG_CACHE_HOME:-$HOME/.cache}/mlbox/cluster" -path '*/jre-17-*/layer.tar.gz' -printf '%T@ %p\n' | sort -rn | head -1 | cut -d' ' -f2)
tar -xzf "$layer" -C files
called_image() { # NAME THRESHOLD FAILS_AFTER: builds and pushes, prints the reference by digest
  python3 "$top/src/cluster/image.py" build files "image-$1" "{\"User\": \"65532\", \"Entrypoint\": [\"/usr/lib/jvm/17/bin/java\", \"-XX:+UseSerialGC\", \"-cp\", \"/app:/app/lib/*\", \"CalledServer\", \"server\", \"$2\", \"$3\"]}" >&2
  python3 "$top/src/cluster/image.py" push "image-$1" "$MLBOX_TEST_REGISTRY" team/called "$1" >&2
  echo "$MLBOX_TEST_REGISTRY/team/called@sha256:$(sha256sum <"image-$1/manifest.json" | cut -c1-64)"
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
model: called
evaluate: {data: test.csv, target: label, gates: [accuracy >= 0.8]}
deploy: {replicas: 1, canary: [50%], step: {after: 2s, requests: 20, patience: 6s}, probe: 200, watch: 0}
Y
git init -q -b main . && git add mlbox.yaml test.csv CalledServer.java && git commit -qm called
# called COMMAND THRESHOLD IMAGE MORE...: what is evaluated here, and what serves there
called() {
  mlbox "$1" "--set=server={run: java -cp lib/* CalledServer.java server $2 1000000000, inputs: [CalledServer.java, lib], image: '$3', speaks: grpc, port: 8001}" \
    --set=deploy.replicas=1 "${@:4}"
}
called_version() { kube -n $namespace get service called -o 'jsonpath={.spec.selector.mlbox\.dev/version}'; }
reaches() { local i; for i in $(seq 240); do [ "$(state_of called)" = "$1" ] && return; sleep 0.1; done; return 1; }

run called deploy 1.00 "$(called_image first 1.00 1000000000)" >first.txt 2>&1
check "a first version of it is deployed" equals 0 $code; tail -2 first.txt
first=$(called_version)
check "two containers of its pod are ready" equals "true true" "$(kube -n $namespace get pods -l "mlbox.dev/version=$first" -o 'jsonpath={.items[0].status.containerStatuses[*].ready}')"
address=$(kube -n $namespace get service called -o 'jsonpath={.spec.clusterIP}')
java -cp 'files/app:lib/*' CalledServer client "$address" 80 answers.txt 240 >client.txt & traffic=$!

called deploy 1.01 "$(called_image second 1.01 1000000000)" --set=deploy.watch=15s >second.txt 2>&1 & deploy=$!
check "its canary is promoted and watched" reaches watching; promoted=$(date +%s.%N)
code=0; wait $deploy || code=$?
check "the rollout ends well" equals 0 $code; tail -2 second.txt
second=$(called_version)
late=$(awk -v at="$promoted" -v old="$first" '$1 > at + 1 { all++; late += $3 == old } END { print all ? 100 * late / all : 100 }' answers.txt)
check "calls of a kept connection follow within a second, but for the share that the old version keeps in the watch ($late %)" \
  awk "BEGIN { exit !($late < 5) }"

run called deploy 1.02 "$(called_image wrong 1.50 1000000000)" >wrong.txt 2>&1
check "an image that answers otherwise than it was evaluated is reverted" equals 2 $code; tail -2 wrong.txt
check "by the probe, before any call" equals 2 "$(awk '{ print $3 }' answers.txt | sort -u | wc -l)"

run called deploy 1.03 "$(called_image failing 1.03 60)" >failing.txt 2>&1
check "one that answers INTERNAL as a canary is reverted" equals 2 $code; tail -2 failing.txt
check "to the version before" equals "$second" "$(called_version)"
kill "$traffic" 2>/dev/null || true; wait "$traffic" 2>/dev/null || true; traffic=
check "no call failed at the client, of $(wc -l <answers.txt)" equals 0 "$(awk '$2 != "OK"' answers.txt | wc -l)"
