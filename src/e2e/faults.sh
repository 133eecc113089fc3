# What may go wrong around a rollout, each with its outcome; read by run after the story, when v2 serves.
# shellcheck shell=bash disable=SC2154,SC2034

start_traffic() {
  "$top/src/mlbox" traffic --data data/requests.parquet --rate 200 --for 15m --url "http://$address" >"$work/traffic.txt" 2>&1 &
  traffic=$!
}
end_traffic() { # WHAT: counts whether nothing failed
  kill -TERM "$traffic"; wait "$traffic" || true; traffic=
  check "$1: 0 failed answers at the client" grep -qE '^ *failed +0 of' "$work/traffic.txt" || true
  grep -E '^ *failed' "$work/traffic.txt" | sed -n 1,3p
}
# another N: a model of its own, as good as the one that serves
another() {
  git checkout -q HEAD~3 -- train.py && sed -i "s/max_iter=1000/max_iter=1000, C=0.9$1/" train.py
  "$top/src/mlbox" train "${settings[@]/#/--set=}" >/dev/null
}
shifting() { kube -n $namespace get configmap flights-mlbox -o 'jsonpath={.data.record}' 2>/dev/null | grep -q '"is":"shifting"'; }
# kill_box VERSION: SIGKILL to the program in one of its boxes, as a crash would
kill_box() {
  local pod; pod=$(kube -n $namespace get pods -l "mlbox.dev/version=$1" -o 'jsonpath={.items[0].status.containerStatuses[0].containerID}')
  kill -9 "$(grep -l "${pod#*//}" /proc/[0-9]*/cgroup | cut -d/ -f3 | sed -n 1p)"
}
await() { local i; for i in $(seq 240); do "$@" && return; sleep 0.5; done; return 1; }
stable() { kube -n $namespace get service flights -o 'jsonpath={.spec.selector.mlbox\.dev/version}'; }
long=(--set 'evaluate.gates=[roc_auc >= 0.5]' --set 'deploy.canary=[20%]' --set 'deploy.step={after: 40s, requests: 50, patience: 5m}')

say "The API server is killed for 20 s in the middle of a canary"
start_traffic; another 1
mlbox deploy "${long[@]}" >"$work/api.txt" 2>&1 & deploy=$!
await shifting; check "its canary has traffic" shifting
before=$(stable)
"$top/src/cluster/fault" kill apiserver
sleep_until=$(($(date +%s) + 11)); while [ "$(date +%s)" -lt $sleep_until ]; do sleep 0.5; done
check "after the lease only the stable version answers" equals "$before" "$(answered)"
while [ "$(date +%s)" -lt $((sleep_until + 9)) ]; do sleep 0.5; done
"$top/src/cluster/fault" start apiserver; "$top/src/cluster/fault" reconnect
run wait $deploy
check "the same deploy goes on and ends with a verdict" test $code = 0 -o $code = 2
tail -4 "$work/api.txt"
check "the record says so" test "$(kube -n $namespace get configmap flights-mlbox -o 'jsonpath={.data.record}' | grep -cE '"is":"(succeeded|reverted)"')" = 1
end_traffic "API server away"

say "A box of the canary, one of the stable version and the registry are killed in the middle of a canary"
start_traffic; another 6
mlbox deploy "${long[@]}" >"$work/killed-boxes.txt" 2>&1 & deploy=$!
await shifting; check "its canary has traffic" shifting
canary=$(sed -n 's/^ *box  *\([0-9a-f]*\) .*/\1/p' "$work/killed-boxes.txt")
"$top/src/cluster/fault" kill registry
kill_box "$canary"
run wait $deploy
"$top/src/cluster/fault" start registry
check "it ends with a verdict" test $code = 0 -o $code = 2
tail -3 "$work/killed-boxes.txt"
end_traffic "a box of the canary and the registry killed"
start_traffic; another 7
mlbox deploy "${long[@]}" >"$work/killed-stable.txt" 2>&1 & deploy=$!
await shifting; check "the next canary has traffic" shifting
before=$(stable)
kill_box "$before"
run wait $deploy
check "it ends with a verdict too" test $code = 0 -o $code = 2
tail -3 "$work/killed-stable.txt"
kill -TERM "$traffic"; wait "$traffic" || true; traffic=
echo "            a stable box died: $(grep -E '^ *failed' "$work/traffic.txt")"
whole() { [ "$(kube -n $namespace get deployments -o 'jsonpath={.items[*].status.readyReplicas}')" = 2 ]; }
check "all boxes are whole again" await whole

say "Two deploys at once"
another 2
mlbox deploy "${long[@]}" >"$work/first.txt" 2>&1 & deploy=$!
await shifting
another 3
mlbox deploy --set 'evaluate.gates=[roc_auc >= 0.5]' --set 'deploy.canary=[50%]' --set 'deploy.step={after: 2s, requests: 1, patience: 5s}' >"$work/second.txt" 2>&1 & second=$!
run wait $deploy; check "the first one says that it was taken over" equals 6 $code
grep -q 'has taken over this rollout' "$work/first.txt"; check "by whom" grep -q 'mlbox deploy by .* has taken over' "$work/first.txt"
run wait $second; check "the second one ends well" equals 0 $code
check "one version is left" equals 1 "$(kube -n $namespace get deployments -o name | wc -l)"

say "Wrong input"
before=$(stable)
another 4; run mlbox deploy "${long[@]}" --set 'deploy.resources={cpu: 50m, memory: 24Mi}' >"$work/crash.txt" 2>&1
check "boxes that crash are reverted" equals 2 $code; tail -3 "$work/crash.txt"
check "and why is said" grep -q 'OOMKilled: it needs more memory than deploy.resources.memory gives' "$work/crash.txt"
check "nothing of them is left" equals 1 "$(kube -n $namespace get deployments -o name | wc -l)"
another 8; "$top/src/cluster/fault" freeze kubelet
mlbox deploy "${long[@]}" >"$work/pull.txt" 2>&1 & deploy=$!
await grep -q '^ *start ' "$work/pull.txt"
"$top/src/cluster/fault" kill registry; "$top/src/cluster/fault" thaw kubelet
run wait $deploy
check "an image that cannot be pulled is reverted" equals 2 $code; tail -2 "$work/pull.txt"
check "and which one is said" grep -qE "REVERTED .*(ErrImagePull|ImagePullBackOff): .*$MLBOX_TEST_REGISTRY/team/flights@sha256:" "$work/pull.txt"
check "nothing of it is left" equals 1 "$(kube -n $namespace get deployments -o name | wc -l)"
another 5; run mlbox deploy "${long[@]}" >"$work/registry.txt" 2>&1
check "a registry that is away is said" equals 5 $code; tail -4 "$work/registry.txt"
"$top/src/cluster/fault" start registry
sed 's#server: "https://[^"]*"#server: "https://127.0.0.1:1"#' "$KUBECONFIG" >"$work/nowhere.conf"
KUBECONFIG=$work/nowhere.conf run mlbox deploy "${long[@]}" >"$work/nowhere.txt" 2>&1
check "a cluster that cannot be reached is said" equals 5 $code
check "and how" grep -qx 'mlbox: the API server https://127.0.0.1:1 does not answer: the connection was refused' "$work/nowhere.txt"
kube -n $namespace create serviceaccount nobody
token=$(kube -n $namespace create token nobody)
sed -E "s#user: \\{client-[^}]*\\}#user: {token: $token}#" "$KUBECONFIG" >"$work/nobody.conf"
KUBECONFIG=$work/nobody.conf run mlbox deploy "${long[@]}" >"$work/nobody.txt" 2>&1
check "missing permissions are said before anything is built" equals 4 $code; head -6 "$work/nobody.txt"
check "what served serves" equals "$before" "$(stable)"
