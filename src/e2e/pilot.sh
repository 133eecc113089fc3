# A pilot in the cluster: the build goes away, the pilot is killed, two pilots fly for a moment, and what a watch and an
# earlier version are good for. Read by run; needs nothing that other parts left behind.
# shellcheck shell=bash disable=SC2154,SC2034

say "A pilot in the cluster"
piloted=(--set deploy.pilot=cluster --set 'deploy.step={after: 6s, requests: 20, patience: 30s}' --set 'deploy.canary=[50%]'
  --set 'deploy.revert_if=[errors > 3 * stable and > 10%]' --set 'evaluate.gates=[roc_auc >= 0.5]' --set 'deploy.resources={cpu: 20m, memory: 384Mi}')
state() { state_of flights; }
is() { [ "$(state)" = "$1" ]; }
serving() { kube -n $namespace get service flights -o 'jsonpath={.spec.selector.mlbox\.dev/version}'; }
await() { local i; for i in $(seq 240); do "$@" && return; sleep 0.5; done; return 1; }
project pilot
run mlbox doctor --rbac "${piloted[@]}" >"$work/rbac.yaml"
check "the cluster takes what doctor --rbac prints" kube apply --dry-run=server -f "$work/rbac.yaml"
run mlbox deploy "${piloted[@]}" --set deploy.watch=0 >"$work/pilot-first.txt" 2>&1
check "a first version is deployed by a pilot" equals 0 $code; tail -3 "$work/pilot-first.txt"
first=$(serving)
address=$(kube -n $namespace get service flights -o 'jsonpath={.spec.clusterIP}')
"$top/src/mlbox" traffic --data data/requests.parquet --rate 50 --for 10m --url "http://$address" >"$work/pilot-traffic.txt" 2>&1 & traffic=$!
sed -i 's/max_iter=1000/max_iter=1000, C=0.91/' train.py
"$top/src/mlbox" deploy "${settings[@]/#/--set=}" "${piloted[@]}" --set deploy.watch=20s >"$work/pilot.txt" 2>&1 & deploy=$!
await is shifting; check "its canary has traffic" is shifting
kill -9 $deploy; wait $deploy 2>/dev/null || true
pilots() { kube -n $namespace get pods -l mlbox.dev/pilot --field-selector=status.phase=Running -o 'jsonpath={.items[*].metadata.name}'; }
pilot=$(pilots)
kube -n $namespace delete pod "$pilot" --grace-period=0 --force >/dev/null 2>&1
await is watching; check "the build killed and the pilot's pod deleted, the canary is promoted" is watching
check "by another pod" test "$(pilots)" != "$pilot"
second=$(serving)
await is succeeded; check "and the rollout ends well" is succeeded
check "it is promoted once" equals 2 "$(kube -n $namespace get configmap flights-mlbox -o 'jsonpath={.data.record}' | grep -o '"end":"PROMOTED"' | wc -l)"
check "one version is left" equals 1 "$(kube -n $namespace get deployments -o name | wc -l)"

say "Back to an earlier version"
run mlbox revert "$first" "${piloted[@]}" --reason "customers complain" >"$work/back.txt" 2>&1
check "an earlier version is probed and serves again" equals 0 $code; tail -3 "$work/back.txt"
check "as its rows said" grep -qE 'rows, .* answers as it was evaluated' "$work/back.txt"
check "it is the first one" equals "$first" "$(serving)"
run mlbox revert "$second" "${piloted[@]}" >"$work/reverted.txt" 2>&1
check "a reverted version is refused" equals 4 $code; head -2 "$work/reverted.txt"
kill -TERM "$traffic"; wait "$traffic" || true; traffic=
check "0 failed answers at the client" grep -qE '^ *failed +0 of' "$work/pilot-traffic.txt"; grep -E '^ *failed' "$work/pilot-traffic.txt" || true
